import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSub } from './sub-text.ts';

/** Writes parts as the text of Fn::Sub. */
const write = (parts: ReturnType<typeof parseSub>) =>
  parts.map((part) => ('text' in part ? part.text : `\${${part.variable}}`)).join('');

const name = fc.stringMatching(/^[A-Za-z0-9_.:]{1,12}$/);
const literal = fc.string({ minLength: 1 }).filter((text) => !/[${}]/.test(text));
const part = fc.oneof(
  name.map((variable) => ({ variable })),
  literal.map((text) => ({ text })),
);

it('finds exactly the variables that were written', () => {
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const variables = (list: readonly object[]) => list.filter((item) => 'variable' in item);
      expect(variables(parseSub(write(parts)))).toEqual(variables(parts));
    }),
  );
});

it('loses no character of text without variables', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parts = parseSub(text);
      fc.pre(parts.every((item) => 'text' in item) && !text.includes('${!'));
      expect(write(parts)).toBe(text);
    }),
  );
});

it('takes ${!x} for the literal ${x}', () => {
  expect(parseSub('a${!b}c${d}')).toEqual([{ text: 'a${b}c' }, { variable: 'd' }]);
});
