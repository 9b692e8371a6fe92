import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordChange } from '../../src/storage/search-index.ts';

const words: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));

test('a change of words turns what the index says into what the task says, touching no more than needed', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const { added, removed } = wordChange(before, after, new Set());
      const index = new Set([...before, ...added].filter((word) => !removed.includes(word)));
      expect([...index].sort()).toEqual([...after].sort());
      expect(added.filter((word) => before.includes(word))).toEqual([]);
    }),
  );
});

test('after a lost race it does so whatever the two writers left behind', () => {
  fc.assert(
    fc.property(words, words, words, fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']), (before, after, mine, found) => {
      const { added, removed } = wordChange(before, after, new Set([...mine, 'z']));
      const possible = found.filter((word) => before.includes(word) || mine.includes(word));
      const index = new Set([...possible, ...added].filter((word) => !removed.includes(word)));
      expect([...index].sort()).toEqual([...after].sort());
    }),
  );
});
