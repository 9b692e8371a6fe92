import type {
  ConditionalOperator,
  ExpectedAttributeValue,
  Condition as FilterCondition,
} from '@aws-sdk/client-dynamodb';
import type { Value } from '../attribute-value.ts';
import { invalidParameter, validation } from '../errors.ts';
import type { Condition } from '../expressions/condition.ts';
import type { KeyCondition } from '../expressions/key-condition.ts';
import type { RangeOperator } from '../key-encoding.ts';
import { checkedArguments, comparisonCondition, joinedConditions, type Test } from './comparisons.ts';

/** QueryFilter and ScanFilter. Throws AWS's ValidationException. */
export function filterTest(
  filter: Readonly<Record<string, FilterCondition>> | undefined,
  operator: ConditionalOperator | undefined,
): Test | undefined {
  const values: Record<string, Value> = {};
  const conditions = Object.entries(filter ?? {}).map(
    ([name, { ComparisonOperator: comparison, AttributeValueList = [] }]) => {
      if (!comparison) throw new Error('the model requires a comparison operator');
      return comparisonCondition(name, comparison, checkedArguments(comparison, AttributeValueList), values);
    },
  );
  if (operator !== undefined) requireSeveral(conditions.length);
  const condition = joinedConditions(conditions, operator ?? 'AND');
  return condition && { condition, values };
}

/** Expected. Throws AWS's ValidationException. */
export function expectedTest(
  expected: Readonly<Record<string, ExpectedAttributeValue>> | undefined,
  operator: ConditionalOperator | undefined,
): Test | undefined {
  const values: Record<string, Value> = {};
  const conditions = Object.entries(expected ?? {}).map(([name, value]) => expectedCondition(name, value, values));
  if (operator !== undefined) requireSeveral(conditions.length);
  const condition = joinedConditions(conditions, operator ?? 'AND');
  return condition && { condition, values };
}

function requireSeveral(count: number): void {
  if (count === 0) throw validation('ConditionalOperator cannot be used without Filter or Expected');
  if (count === 1)
    throw validation('ConditionalOperator can only be used when Filter or Expected has two or more elements');
}

function expectedCondition(name: string, expected: ExpectedAttributeValue, values: Record<string, Value>): Condition {
  const { Value: value, Exists: exists, ComparisonOperator: operator, AttributeValueList: list } = expected;
  const wrong = (what: string) => invalidParameter(`${what} for Attribute: ${name}`);
  if (value && list) throw wrong('Value and AttributeValueList cannot be used together');
  if (operator !== undefined) {
    if (exists !== undefined) throw wrong('Exists and ComparisonOperator cannot be used together');
    if (!value && !list && operator !== 'NULL' && operator !== 'NOT_NULL') {
      throw wrong(`Value or AttributeValueList must be used with ComparisonOperator: ${operator}`);
    }
    return comparisonCondition(name, operator, checkedArguments(operator, list ?? (value ? [value] : [])), values);
  }
  if (list) throw wrong('AttributeValueList can only be used with a ComparisonOperator');
  if (exists === false) {
    if (value) throw wrong('Value cannot be used when Exists is false');
    return comparisonCondition(name, 'NULL', [], values);
  }
  if (!value) throw wrong(`Value must be provided when Exists is ${exists ?? 'null'}`);
  return comparisonCondition(name, 'EQ', checkedArguments('EQ', [value]), values);
}

const keyOperators: Readonly<Record<string, RangeOperator>> = {
  EQ: '=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  BETWEEN: 'BETWEEN',
  BEGINS_WITH: 'begins_with',
};

/** A legacy key condition; `operator` is undefined for comparisons that no key can have (refused once the table is known). */
export type LegacyKeyCondition = Omit<KeyCondition, 'operator' | 'value'> & {
  readonly operator: RangeOperator | undefined;
  readonly value: Value | undefined;
};

/** KeyConditions. Throws AWS's ValidationException. */
export function legacyKeyConditions(
  conditions: Readonly<Record<string, FilterCondition>>,
): readonly LegacyKeyCondition[] {
  const parsed = Object.entries(conditions).map(
    ([name, { ComparisonOperator: comparison, AttributeValueList = [] }]) => {
      if (!comparison) throw new Error('the model requires a comparison operator');
      const [value, upper] = checkedArguments(comparison, AttributeValueList);
      return { name, operator: keyOperators[comparison], value, ...(upper && { upper }) };
    },
  );
  if (parsed.length < 1 || parsed.length > 2) throw validation('Conditions can be of length 1 or 2 only');
  return parsed;
}
