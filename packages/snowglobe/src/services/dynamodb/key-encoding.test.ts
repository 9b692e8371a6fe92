import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from './attribute-value.ts';
import { compareValues } from './expressions/compare.ts';
import {
  encodedKey,
  partitionBounds,
  partitionPrefix,
  type RangeOperator,
  rangeBounds,
  segmentBounds,
} from './key-encoding.ts';

/** Few characters, among them those that need care: zero, the last before the surrogates, beyond them, and two-unit ones. */
const awkward = fc.constantFrom('a', 'b', '\u0000', '\u0001', '\ud7ff', '\ue000', '\uffff', '😀', '𐀀', 'ü');
const text = fc.array(awkward, { maxLength: 5 }).map((list): Value => ({ S: list.join('') }));
const binary = fc.uint8Array({ maxLength: 4 }).map((bytes): Value => ({ B: bytes }));
const number = fc.integer({ min: -50, max: 50 }).map((n): Value => ({ N: String(n) }));
const pairs = fc.oneof(fc.tuple(text, text), fc.tuple(binary, binary), fc.tuple(number, number));
const triples = fc.oneof(
  fc.tuple(text, text, text),
  fc.tuple(binary, binary, binary),
  fc.tuple(number, number, number),
);

const within = (key: string, { from, before }: { from: string; before: string }) => key >= from && key < before;

describe('stored keys', () => {
  it('are ordered within a partition as their sort keys are: texts by UTF-8 bytes, binaries by bytes, numbers by value', () => {
    fc.assert(
      fc.property(text, pairs, (hash, [left, right]) => {
        const [a, b] = [encodedKey(hash, left), encodedKey(hash, right)];
        expect(a < b ? -1 : a > b ? 1 : 0).toBe(Math.sign(compareValues(left, right) ?? Number.NaN));
      }),
    );
  });

  it('lie within the bounds of their own partition and of no other', () => {
    fc.assert(
      fc.property(text, text, pairs, (hash, other, [range]) => {
        const key = encodedKey(hash, range, 'tail');
        expect(within(key, partitionBounds(partitionPrefix(hash)))).toBe(true);
        expect(within(key, partitionBounds(partitionPrefix(other)))).toBe(hash.S === other.S);
      }),
    );
  });

  it('lie within the bounds of a range condition exactly when they satisfy it', () => {
    const operators: Record<Exclude<RangeOperator, 'begins_with' | 'BETWEEN'>, (order: number) => boolean> = {
      '=': (order) => order === 0,
      '<': (order) => order < 0,
      '<=': (order) => order <= 0,
      '>': (order) => order > 0,
      '>=': (order) => order >= 0,
    };
    fc.assert(
      fc.property(triples, ([value, bound, upper]) => {
        const prefix = partitionPrefix({ S: 'p' });
        const key = encodedKey({ S: 'p' }, value, 'tail');
        const order = compareValues(value, bound) as number;
        for (const [operator, holds] of Object.entries(operators)) {
          expect(within(key, rangeBounds(prefix, operator as RangeOperator, bound))).toBe(holds(order));
        }
        const isBetween = order >= 0 && (compareValues(value, upper) as number) <= 0;
        expect(within(key, rangeBounds(prefix, 'BETWEEN', bound, upper))).toBe(isBetween);
      }),
    );
  });

  it('lie within the bounds of begins_with exactly when their sort key begins so', () => {
    fc.assert(
      fc.property(text, text, (value, start) => {
        const key = encodedKey({ S: 'p' }, value);
        const bounds = rangeBounds(partitionPrefix({ S: 'p' }), 'begins_with', start);
        expect(within(key, bounds)).toBe((value.S as string).startsWith(start.S as string));
      }),
    );
  });

  it('belong to exactly one segment of a parallel scan', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (hash, total) => {
        const key = encodedKey(hash, undefined);
        const segments = Array.from({ length: total }, (_, segment) => segmentBounds(segment, total));
        expect(segments.filter((bounds) => within(key, bounds))).toHaveLength(1);
      }),
    );
  });
});
