import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterAll, keyOrder, keyScope } from './key-order.ts';

const keys = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });

describe('the order of keys', () => {
  it('is that of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        const bytes = Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other)));
        const [left, right] = [keyOrder(one), keyOrder(other)];
        expect(left < right ? -1 : left > right ? 1 : 0).toBe(bytes);
      }),
    );
  });

  it('puts characters beyond the basic plane after all others', () => {
    expect(['\u{1f600}', '\u{ff5e}', 'a'].sort((one, other) => (keyOrder(one) < keyOrder(other) ? -1 : 1))).toEqual([
      'a',
      '\u{ff5e}',
      '\u{1f600}',
    ]);
  });

  it('keeps prefixes, and what belongs to one key before every longer key', () => {
    fc.assert(
      fc.property(keys, fc.string({ unit: 'binary' }), (key, rest) => {
        expect(keyOrder(key + rest).startsWith(keyOrder(key))).toBe(true);
        expect(afterAll(keyOrder(key)) > keyOrder(key + rest)).toBe(true);
        expect(rest === '' || `${keyScope(key)}ffff` < keyScope(key + rest)).toBe(true);
      }),
    );
  });
});
