import type { AttributeValue, ComparisonOperator } from '@aws-sdk/client-dynamodb';
import { type TypeName, typeOf, type Value } from '../attribute-value.ts';
import { invalidParameter, validation } from '../errors.ts';
import { compareValues } from '../expressions/compare.ts';
import type { Condition, ConditionFunction, Operand } from '../expressions/condition.ts';
import type { Values } from '../expressions/condition-values.ts';
import { checkedValue } from '../value-check.ts';

/** A condition with the values that it names. */
export interface Test {
  readonly condition: Condition;
  readonly values: Values;
}

/** How many arguments each operator takes: at least, at most. */
const argumentCounts: Readonly<Record<ComparisonOperator, readonly [number, number]>> = {
  EQ: [1, 1],
  NE: [1, 1],
  LE: [1, 1],
  LT: [1, 1],
  GE: [1, 1],
  GT: [1, 1],
  CONTAINS: [1, 1],
  NOT_CONTAINS: [1, 1],
  BEGINS_WITH: [1, 1],
  NULL: [0, 0],
  NOT_NULL: [0, 0],
  IN: [1, Number.POSITIVE_INFINITY],
  BETWEEN: [2, 2],
};

const scalars: ReadonlySet<TypeName> = new Set(['S', 'N', 'B']);
const containable: ReadonlySet<TypeName> = new Set(['S', 'N', 'B', 'BOOL', 'NULL']);
const startable: ReadonlySet<TypeName> = new Set(['S', 'B']);

const argumentTypes: Readonly<Partial<Record<ComparisonOperator, ReadonlySet<TypeName>>>> = {
  LT: scalars,
  LE: scalars,
  GT: scalars,
  GE: scalars,
  IN: scalars,
  BETWEEN: scalars,
  CONTAINS: containable,
  NOT_CONTAINS: containable,
  BEGINS_WITH: startable,
};

/** Checks the arguments of a legacy comparison and gives them with canonical numbers. Throws AWS's ValidationException. */
export function checkedArguments(operator: ComparisonOperator, given: readonly AttributeValue[]): readonly Value[] {
  const values = given.map((value) => checkedValue(value));
  const [least, most] = argumentCounts[operator];
  if (values.length < least || values.length > most) {
    throw invalidParameter(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  }
  const types = new Set(values.map(typeOf));
  if (types.size > 1) throw invalidParameter('AttributeValues inside AttributeValueList must be of same type');
  for (const type of types) {
    if (argumentTypes[operator]?.has(type) === false) {
      throw invalidParameter(`ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`);
    }
  }
  const [lower, upper] = values;
  if (operator === 'BETWEEN' && lower && upper && (compareValues(lower, upper) ?? 0) > 0) {
    throw validation(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    );
  }
  return values;
}

/** The condition that a legacy comparison means. `values` gets its arguments under names that no expression can use. */
export function comparisonCondition(
  attribute: string,
  operator: ComparisonOperator,
  args: readonly Value[],
  values: Record<string, Value>,
): Condition {
  const path: Operand = { kind: 'path', path: [attribute] };
  const operands = args.map((value, at) => {
    const name = `legacy ${attribute} ${at}`;
    values[name] = value;
    return { kind: 'value', name } as const;
  });
  const call = (name: ConditionFunction): Condition => ({ kind: 'function', name, operands: [path, ...operands] });
  const [first, second] = operands as unknown as readonly [Operand, Operand];
  switch (operator) {
    case 'EQ':
      return { kind: 'compare', operator: '=', left: path, right: first };
    case 'NE':
      return { kind: 'compare', operator: '<>', left: path, right: first };
    case 'LT':
      return { kind: 'compare', operator: '<', left: path, right: first };
    case 'LE':
      return { kind: 'compare', operator: '<=', left: path, right: first };
    case 'GT':
      return { kind: 'compare', operator: '>', left: path, right: first };
    case 'GE':
      return { kind: 'compare', operator: '>=', left: path, right: first };
    case 'NULL':
      return call('attribute_not_exists');
    case 'NOT_NULL':
      return call('attribute_exists');
    case 'CONTAINS':
      return call('contains');
    case 'NOT_CONTAINS':
      return { kind: 'not', operand: call('contains') };
    case 'BEGINS_WITH':
      return call('begins_with');
    case 'IN':
      return { kind: 'in', operand: path, list: operands };
    case 'BETWEEN':
      return { kind: 'between', operand: path, lower: first, upper: second };
  }
}

/** All conditions together, or any of them. */
export function joinedConditions(conditions: readonly Condition[], operator: 'AND' | 'OR'): Condition | undefined {
  const kind = operator === 'OR' ? 'or' : 'and';
  return conditions.reduce<Condition | undefined>((left, right) => (left ? { kind, left, right } : right), undefined);
}
