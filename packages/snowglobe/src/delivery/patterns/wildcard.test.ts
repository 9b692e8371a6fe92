import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileWildcard } from './wildcard.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
const stretches = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 2 }), {
  maxLength: 3,
});

it('a wildcard matches as the regular expression does that says the same', () => {
  fc.assert(
    fc.property(stretches, letters, fc.boolean(), fc.boolean(), (parts, text, before, after) => {
      const pattern = `${before && parts.length > 0 ? '*' : ''}${parts.join('*')}${after ? '*' : ''}`;
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      expect(compileWildcard(pattern)(text)).toBe(expression.test(text));
    }),
    { numRuns: 2_000 },
  );
});

it('a backslash makes a star or a backslash literal', () => {
  const matches = compileWildcard(String.raw`a\*b\\*`);
  expect(matches(String.raw`a*b\anything`)).toBe(true);
  expect(matches('axb')).toBe(false);
  expect(() => compileWildcard(String.raw`a\b`)).toThrow('Invalid escape character at pos 1');
});
