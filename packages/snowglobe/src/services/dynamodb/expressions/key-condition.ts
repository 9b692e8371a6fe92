import type { Value } from '../attribute-value.ts';
import { validation } from '../errors.ts';
import type { RangeOperator } from '../key-encoding.ts';
import type { Comparator, Condition, Operand } from './condition.ts';
import type { Values } from './condition-values.ts';

/** A condition on one key attribute. */
export interface KeyCondition {
  readonly name: string;
  readonly operator: RangeOperator;
  readonly value: Value;
  /** Of BETWEEN. */
  readonly upper?: Value;
}

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const badOperator = (name: string) => validation(`Invalid operator used in KeyConditionExpression: ${name}`);
const badCondition = (what: string) => validation(`Invalid condition in KeyConditionExpression: ${what}`);

/** The conditions on keys that an expression is made of. Throws AWS's ValidationException for all that is no key condition. */
export function keyConditions(condition: Condition, values: Values): readonly KeyCondition[] {
  const parts = conjuncts(condition);
  const conditions = parts.map((part) => keyCondition(part, values));
  const names = new Set(conditions.map(({ name }) => name));
  if (names.size < conditions.length)
    throw validation('KeyConditionExpressions must only contain one condition per key');
  if (names.size > 2) throw validation('Conditions can be of length 1 or 2 only');
  return conditions;
}

function conjuncts(condition: Condition): readonly Condition[] {
  if (condition.kind === 'or') throw badOperator('OR');
  if (condition.kind === 'not') throw badOperator('NOT');
  if (condition.kind === 'and') return [...conjuncts(condition.left), ...conjuncts(condition.right)];
  return [condition];
}

function keyCondition(condition: Condition, values: Values): KeyCondition {
  switch (condition.kind) {
    case 'compare':
      return comparison(condition.operator, condition.left, condition.right, values);
    case 'between': {
      const operands = [condition.operand, condition.lower, condition.upper];
      const name = firstIsKey('BETWEEN', operands);
      return { name, operator: 'BETWEEN', value: valueOf(operands[1], values), upper: valueOf(operands[2], values) };
    }
    case 'function': {
      if (condition.name !== 'begins_with') throw badOperator(condition.name);
      const name = firstIsKey('begins_with', condition.operands);
      return { name, operator: 'begins_with', value: valueOf(condition.operands[1], values) };
    }
    case 'in':
      throw badOperator('IN');
    case 'and':
    case 'or':
    case 'not':
      throw new Error('a conjunct is neither AND nor OR nor NOT');
  }
}

function comparison(operator: Comparator, left: Operand, right: Operand, values: Values): KeyCondition {
  if (operator === '<>') throw badOperator('<>');
  requirePlain([left, right]);
  const isMirrored = left.kind === 'value';
  const [path, value] = isMirrored ? [right, left] : [left, right];
  if (path.kind !== 'path') throw badCondition('No key attribute specified');
  const actual = (isMirrored ? mirrored[operator] : operator) as RangeOperator;
  return { name: topLevelName(path), operator: actual, value: valueOf(value, values) };
}

function firstIsKey(operator: string, operands: readonly Operand[]): string {
  if (operands[0]?.kind === 'value')
    throw badCondition(`${operator} operator must have the key attribute as its first operand`);
  requirePlain(operands);
  return topLevelName(operands[0]);
}

/** No size(), and not more than one attribute. */
function requirePlain(operands: readonly Operand[]): void {
  const paths = operands.filter((operand) => operand.kind === 'path');
  if (paths.length > 1) {
    if (paths[0] === operands[0] && paths[0]?.kind === 'path' && paths[0].path.length > 1) throw nestedAttribute();
    throw badCondition('Multiple attribute names used in one condition');
  }
  if (operands.some((operand) => operand.kind === 'size'))
    throw validation('KeyConditionExpressions cannot contain nested operations');
}

const nestedAttribute = () => validation('KeyConditionExpressions cannot have conditions on nested attributes');

function topLevelName(operand: Operand | undefined): string {
  if (operand?.kind !== 'path') throw badCondition('No key attribute specified');
  if (operand.path.length > 1) throw nestedAttribute();
  return operand.path[0];
}

function valueOf(operand: Operand | undefined, values: Values): Value {
  const value = operand?.kind === 'value' ? values[operand.name] : undefined;
  if (!value) throw new Error('the operands of a key condition were checked before');
  return value;
}
