import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasWords, wordsOf, wordsOfTask } from '../../src/domain/words.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem());

describe('the words of a text', () => {
  test('are without case, accents and signs, each once', () => {
    expect(wordsOf('Café au lait, CAFE! (2 cups)')).toEqual(['cafe', 'au', 'lait', '2', 'cups']);
    expect(wordsOf('Straße ДОМ 東京')).toEqual(['straße', 'дом', '東京']);
    expect(wordsOf('... --- ...')).toEqual([]);
  });

  test('are their own words', () => {
    fc.assert(
      fc.property(text, (any) => {
        const words = wordsOf(any);
        expect(wordsOf(words.join(' '))).toEqual(words);
      }),
    );
  });

  test('find the task that they are of, in any case', () => {
    fc.assert(
      fc.property(text, text, (name, summary) => {
        const task = { name, summary, deleted: false };
        expect(hasWords(task, wordsOf(name))).toBe(true);
        expect(hasWords(task, wordsOf(`${summary} ${name}`))).toBe(true);
      }),
    );
  });

  test("never clash with the index's own entries, nor exceed a key", () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const word of wordsOf(any)) {
          expect(word).not.toContain('#');
          expect(Buffer.byteLength(word)).toBeLessThanOrEqual(2048);
        }
      }),
    );
    expect(wordsOf('x'.repeat(500))[0]?.length).toBeLessThanOrEqual(64);
  });

  test('of a deleted task are none', () => {
    expect(wordsOfTask({ name: 'a', summary: 'b', deleted: true })).toEqual([]);
  });
});
