import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatSequence, nextOrder, parseSequence } from './sequence-number.ts';

const parts = fc.record({
  shardCreatedSeconds: fc.integer({ min: 0, max: 4_000_000_000 }),
  order: fc.maxSafeNat(),
  seconds: fc.integer({ min: 0, max: 4_000_000_000 }),
  shardIndex: fc.nat({ max: 100_000 }),
});

it('a sequence number has 56 digits and says what it was made of', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const text = formatSequence(given);
      expect(text).toMatch(/^\d{56}$/);
      expect(parseSequence(text)).toEqual(given);
    }),
  );
});

it('sequence numbers of a shard sort as texts by their order', () => {
  fc.assert(
    fc.property(parts, fc.maxSafeNat(), (given, other) => {
      const [a, b] = [formatSequence(given), formatSequence({ ...given, order: other })];
      expect(Math.sign(given.order - other)).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

it('orders rise with every record, also when the earlier ones are gone', () => {
  const createdAt = 1_000;
  const first = nextOrder(undefined, 1_000, createdAt);
  expect(nextOrder(first, 1_000, createdAt)).toBeGreaterThan(first);
  expect(nextOrder(undefined, 86_401_000, createdAt)).toBeGreaterThan(first + 100_000);
});

it('other numbers are no sequence numbers', () => {
  for (const text of ['', '5', 'x'.repeat(56), '9'.repeat(56)]) expect(parseSequence(text)).toBeUndefined();
});
