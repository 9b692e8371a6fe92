import { isDouble, isNumber } from '../numbers/double.ts';
import { compareNumbers } from './arithmetic.ts';
import { VelocityRenderError } from './errors.ts';
import { deepestNesting } from './limits.ts';
import type { Run } from './run.ts';
import { textOf } from './value-text.ts';
import { MapEntry, type Value } from './values.ts';

/** `==` of a template: numbers by value, things of a kind by `equals`, all else by their texts. */
export function looselyEqual(left: Value, right: Value, run: Run): boolean {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (left === null || right === null) return left === right;
  if (kindOf(left) === kindOf(right)) return javaEquals(left, right, run);
  return textOf(left, run) === textOf(right, run);
}

/** Java's `equals`: an Integer is never equal to a Double, a String never to a number. */
export function javaEquals(left: Value, right: Value, run: Run, depth = 0): boolean {
  if (depth > deepestNesting) throw new VelocityRenderError('A value is nested too deeply to be compared');
  run.spend();
  if (isNumber(left) && isNumber(right)) return isDouble(left) === isDouble(right) && compareNumbers(left, right) === 0;
  const same = (first: Value, second: Value) => javaEquals(first, second, run, depth + 1);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index] ?? null));
  }
  if (left instanceof Map && right instanceof Map) {
    return (
      left.size === right.size &&
      [...left].every(([key, value]) => right.has(key) && same(value, right.get(key) ?? null))
    );
  }
  if (left instanceof MapEntry && right instanceof MapEntry)
    return same(left.key, right.key) && same(left.value, right.value);
  return left === right;
}

function kindOf(value: Value): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Array.isArray(value) ? Array : value.constructor;
}

/** Where a list has an element that equals this one; -1: nowhere. */
export function indexIn(list: readonly Value[], wanted: Value, run: Run): number {
  return list.findIndex((item) => javaEquals(item, wanted, run));
}
