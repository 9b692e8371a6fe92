import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNumbers, canonicalNumber, compareNumbers, sortableNumber } from './number.ts';

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }).map((list) => list.join(''));

/** Texts of numbers that DynamoDB takes, in any notation. */
const numberText = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: digits,
    fraction: fc.option(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }).map((list) => list.join(''))),
    exponent: fc.option(fc.integer({ min: -80, max: 80 })),
  })
  .map(({ sign, whole, fraction, exponent }) => {
    const point = fraction === null ? '' : `.${fraction}`;
    return `${sign}${whole}${point}${exponent === null ? '' : `e${exponent}`}`;
  });

describe('numbers', () => {
  it('are stored in plain notation without needless zeros, whatever notation they came in', () => {
    fc.assert(
      fc.property(numberText, (text) => {
        expect(canonicalNumber(text)).toBe(new BigNumber(text).toFixed().replace(/^-0$/, '0'));
      }),
    );
  });

  it('sort as text in the order of their values', () => {
    fc.assert(
      fc.property(numberText, numberText, (left, right) => {
        const [a, b] = [canonicalNumber(left), canonicalNumber(right)];
        const order = Math.sign(new BigNumber(a).comparedTo(b) ?? Number.NaN);
        const [x, y] = [sortableNumber(a), sortableNumber(b)];
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(order);
        expect(Math.sign(compareNumbers(a, b))).toBe(order);
      }),
    );
  });

  it('add exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (left, right) => {
        expect(addNumbers(String(left), String(right))).toBe((BigInt(left) + BigInt(right)).toString());
        expect(addNumbers(String(left), String(right), -1)).toBe((BigInt(left) - BigInt(right)).toString());
      }),
    );
  });

  it.each([
    ['', 'The parameter cannot be converted to a numeric value'],
    ['b', 'The parameter cannot be converted to a numeric value: b'],
    ['1e', 'The parameter cannot be converted to a numeric value: 1e'],
    ['123456789012345678901234567890123456789', 'Attempting to store more than 38 significant digits in a Number'],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['-1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
  ])('refuse %j with the words of AWS', (text, message) => {
    expect(() => canonicalNumber(text)).toThrow(message);
  });

  it('reach from 1e-130 to 9.99e125 with 38 digits', () => {
    expect(canonicalNumber('0001.000e-130')).toBe(`0.${'0'.repeat(129)}1`);
    expect(canonicalNumber(`-9.${'9'.repeat(37)}e125`)).toBe(`-${'9'.repeat(38)}${'0'.repeat(88)}`);
  });
});
