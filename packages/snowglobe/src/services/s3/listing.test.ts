import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOrder } from './key-order.ts';
import { commonPrefixOf, markerOf, rollUp } from './listing.ts';

const keys = fc.uniqueArray(fc.stringMatching(/^[ab/]{1,6}$/), { maxLength: 30 });

/** What a list must say, by looking at every key. */
function expectedLines(sorted: readonly string[], prefix: string, delimiter: string): readonly string[] {
  const lines = sorted
    .filter((key) => key.startsWith(prefix))
    .map((key) => commonPrefixOf(key, { prefix, delimiter }) ?? key);
  return [...new Set(lines)];
}

function listAll(sorted: readonly string[], prefix: string, delimiter: string, limit: number): readonly string[] {
  const lines: string[] = [];
  let marker: string | undefined;
  for (;;) {
    const after = marker;
    const request = { prefix, delimiter, limit };
    const { entries, truncated } = rollUp(
      request,
      (from) =>
        sorted
          .filter((key) => key.startsWith(prefix) && keyOrder(key) > (from ?? keyOrder(after ?? '')))
          .map((key) => ({ key })),
      after !== undefined && commonPrefixOf(after, request) === after ? after : undefined,
    );
    lines.push(...entries.map((entry) => markerOf(entry) ?? ''));
    if (!truncated) return lines;
    marker = lines.at(-1);
  }
}

describe('a list', () => {
  it('rolls keys up under common prefixes and loses none between pages', () => {
    fc.assert(
      fc.property(
        keys,
        fc.constantFrom('', 'a', 'a/'),
        fc.constantFrom('', '/'),
        fc.integer({ min: 1, max: 4 }),
        (all, prefix, delimiter, limit) => {
          const sorted = [...all].sort((one, other) => (keyOrder(one) < keyOrder(other) ? -1 : 1));
          expect(listAll(sorted, prefix, delimiter, limit)).toEqual(expectedLines(sorted, prefix, delimiter));
        },
      ),
    );
  });

  it('of no entries is not cut', () => {
    expect(rollUp({ prefix: '', delimiter: '', limit: 0 }, () => [{ key: 'a' }])).toEqual({
      entries: [],
      truncated: false,
    });
  });
});
