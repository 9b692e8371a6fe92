import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUlid, ulidSource } from '../../src/domain/ulids.ts';

test('defect 8: of two ULIDs the later is the greater, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 2, maxLength: 50 }), (moments) => {
      let index = 0;
      const nextUlid = ulidSource(() => moments[index++] ?? 0);
      const ulids = moments.map(() => nextUlid());
      expect(ulids.every(isUlid)).toBe(true);
      expect(ulids).toEqual([...new Set(ulids)].sort());
    }),
  );
});

test('a thousand ULIDs of one millisecond stand in order', () => {
  const nextUlid = ulidSource(() => 1_700_000_000_000);
  const ulids = Array.from({ length: 1000 }, () => nextUlid());
  expect(ulids).toEqual([...new Set(ulids)].sort());
});

test('what is not a ULID is recognised', () => {
  const others = [
    '',
    'x',
    '01JD000000000000000000000',
    '01jd0000000000000000000000',
    '01JD00000000000000000000IL',
    '../..',
  ];
  expect(others.filter(isUlid)).toEqual([]);
});
