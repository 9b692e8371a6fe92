import { type Item, typeOf, type Value } from '../attribute-value.ts';
import { beginsWith, compareValues, containsValue, equalValues, sizeOf } from './compare.ts';
import type { Comparator, Condition, ConditionFunction, Operand } from './condition.ts';
import type { Values } from './condition-values.ts';
import { valueAt } from './path.ts';

/** Whether an item satisfies a condition. A missing item is an empty one. */
export function satisfies(item: Item, condition: Condition, values: Values): boolean {
  switch (condition.kind) {
    case 'and':
      return satisfies(item, condition.left, values) && satisfies(item, condition.right, values);
    case 'or':
      return satisfies(item, condition.left, values) || satisfies(item, condition.right, values);
    case 'not':
      return !satisfies(item, condition.operand, values);
    case 'compare':
      return compares(
        condition.operator,
        operandValue(item, condition.left, values),
        operandValue(item, condition.right, values),
      );
    case 'between': {
      const value = operandValue(item, condition.operand, values);
      return (
        compares('>=', value, operandValue(item, condition.lower, values)) &&
        compares('<=', value, operandValue(item, condition.upper, values))
      );
    }
    case 'in': {
      const value = operandValue(item, condition.operand, values);
      return condition.list.some((operand) => compares('=', value, operandValue(item, operand, values)));
    }
    case 'function':
      return evaluations[condition.name](condition.operands.map((operand) => operandValue(item, operand, values)));
  }
}

type Evaluation = (operands: readonly (Value | undefined)[]) => boolean;

const evaluations: Readonly<Record<ConditionFunction, Evaluation>> = {
  attribute_exists: ([value]) => value !== undefined,
  attribute_not_exists: ([value]) => value === undefined,
  attribute_type: ([value, type]) => value !== undefined && typeOf(value) === type?.S,
  begins_with: ([value, start]) => value !== undefined && start !== undefined && beginsWith(value, start),
  contains: ([whole, part]) => whole !== undefined && part !== undefined && containsValue(whole, part),
};

/** A missing attribute equals nothing and differs from everything. */
function compares(operator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  if (!left || !right) return operator === '<>';
  if (operator === '=') return equalValues(left, right);
  if (operator === '<>') return !equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function operandValue(item: Item, operand: Operand, values: Values): Value | undefined {
  if (operand.kind === 'path') return valueAt(item, operand.path);
  if (operand.kind === 'value') return values[operand.name];
  const value = operandValue(item, operand.of, values);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}
