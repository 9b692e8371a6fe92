import { type Double, double, integer, isDouble, isNumber, numberOf } from '../numbers/double.ts';
import { type Value } from './values.ts';

type NumberValue = number | bigint | Double;
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

interface Rule {
  readonly whole: (left: bigint, right: bigint) => bigint;
  readonly real: (left: number, right: number) => number;
}

/** Whole numbers divide to whole numbers, towards zero. */
const rules: Readonly<Record<Arithmetic, Rule>> = {
  '+': { whole: (left, right) => left + right, real: (left, right) => left + right },
  '-': { whole: (left, right) => left - right, real: (left, right) => left - right },
  '*': { whole: (left, right) => left * right, real: (left, right) => left * right },
  '/': { whole: (left, right) => left / right, real: (left, right) => left / right },
  '%': { whole: (left, right) => left % right, real: (left, right) => left % right },
};

/** No number of a template may be larger: calculating with it would take time. */
const largest = 1n << 4096n;

/** Null where Velocity gives none: what is not a number, and division by zero. */
export function calculate(operator: Arithmetic, left: Value, right: Value): Value {
  if (!isNumber(left) || !isNumber(right)) return null;
  if ((operator === '/' || operator === '%') && numberOf(right) === 0) return null;
  const rule = rules[operator];
  if (isDouble(left) || isDouble(right)) return double(rule.real(numberOf(left), numberOf(right)));
  if (operator !== '/' && typeof left === 'number' && typeof right === 'number') {
    const quick = rule.real(left, right);
    if (Number.isSafeInteger(quick)) return quick + 0;
  }
  const exact = rule.whole(BigInt(left as number | bigint), BigInt(right as number | bigint));
  return exact > largest || exact < -largest ? null : integer(exact);
}

/** Less than, equal to or greater than 0; whole numbers are compared exactly. */
export function compareNumbers(left: NumberValue, right: NumberValue): number {
  if (isDouble(left) || isDouble(right)) return Math.sign(numberOf(left) - numberOf(right));
  const [first, second] = [BigInt(left as number | bigint), BigInt(right as number | bigint)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
