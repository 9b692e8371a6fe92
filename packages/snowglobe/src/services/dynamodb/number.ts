import { BigNumber } from 'bignumber.js';
import { invalidNumber, numberOverflow, numberUnderflow, tooManyDigits } from './errors.ts';
import { limits } from './limits.ts';

/** 0.DIGITS x 10^exponent, without leading or trailing zeros in the digits; zero has no digits. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const zero: Decimal = { negative: false, digits: '', exponent: 0 };

/** Reads a decimal number; undefined when the text is not one. */
function parseDecimal(text: string): Decimal | undefined {
  const match = numberPattern.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const all = whole + fraction;
  if (all === '') return undefined;
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const digits = all.slice(leading).replace(/0+$/, '');
  if (digits === '') return zero;
  return { negative: sign === '-', digits, exponent: whole.length - leading + Number(power) };
}

/** Plain notation without exponent, as DynamoDB returns numbers. */
function formatDecimal({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return sign + digits + '0'.repeat(exponent - digits.length);
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** True for integers of up to 15 digits already in DynamoDB's own notation, which a double holds exactly. */
function isSmallInteger(text: string): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  const length = text.length - start;
  if (length < 1 || length > 15) return false;
  if (text.charCodeAt(start) === 48 && text.length > 1) return false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** The number as DynamoDB stores and returns it. Throws AWS's errors for text that is no number, too long or out of range. */
export function canonicalNumber(text: string): string {
  if (isSmallInteger(text)) return text;
  const decimal = parseDecimal(text);
  if (!decimal) throw invalidNumber(text);
  if (decimal.digits.length > limits.numberDigits) throw tooManyDigits();
  if (decimal.exponent > limits.numberMaxExponent) throw numberOverflow();
  if (decimal.exponent < limits.numberMinExponent && decimal.digits !== '') throw numberUnderflow();
  return formatDecimal(decimal);
}

/** Negative, zero or positive as `left` is below, equal to or above `right`; both canonical. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (isSmallInteger(left) && isSmallInteger(right)) return Number(left) - Number(right);
  const a = sortableNumber(left);
  const b = sortableNumber(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sum (or difference) of two canonical numbers, canonical. */
export function addNumbers(left: string, right: string, sign: 1 | -1 = 1): string {
  if (left.length < 15 && right.length < 15 && isSmallInteger(left) && isSmallInteger(right)) {
    return String(Number(left) + sign * Number(right));
  }
  const sum = sign === 1 ? new BigNumber(left).plus(right) : new BigNumber(left).minus(right);
  return canonicalNumber(sum.toFixed());
}

/** Text whose order (by UTF-16 code units) is the numbers' order. */
export function sortableNumber(text: string): string {
  const decimal = parseDecimal(text);
  if (!decimal) throw invalidNumber(text);
  if (decimal.digits === '') return '1';
  const exponent = decimal.exponent + 500;
  if (!decimal.negative) return `2${exponent}${decimal.digits}`;
  let complement = '';
  for (let at = 0; at < decimal.digits.length; at++) complement += 9 - (decimal.digits.charCodeAt(at) - 48);
  return `0${999 - exponent}${complement}~`;
}
