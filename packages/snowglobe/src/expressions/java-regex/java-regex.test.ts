import fc from 'fast-check';
import { expect, test } from 'vitest';
import { javaRegex } from './java-regex.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';
import { replaceMatches, splitText } from './replace.ts';

const free = () => undefined;
const found = (pattern: string, text: string) => javaRegex(pattern).find(text, 0, free)?.groups[0];

/** Steps that end a search. */
function bounded(most: number): (steps: number) => void {
  let left = most;
  return (steps) => {
    left -= steps;
    if (left < 0) throw new RangeError('too many steps');
  };
}

test.each([
  ['a*b', 'xaaab', 'aaab'],
  ['a+?', 'aaa', 'a'],
  ['(a|ab)(c|bcd)', 'abcd', 'abcd'],
  ['[a-c&&[^b]]+', 'bacab', 'aca'],
  ['\\d{2,3}', 'a1234', '123'],
  ['\\Qa.b\\E+', 'a.bbb', 'a.bbb'],
  ['(?i)HELLO', 'say hello', 'hello'],
  ['(?i:A)b', 'Ab aB', 'Ab'],
  ['\\bis\\b', 'this is', 'is'],
  ['(\\w)\\1', 'abccd', 'cc'],
  ['(?<year>\\d{4})-\\k<year>', '2024-2024', '2024-2024'],
  ['x(?=y)', 'xz xy', 'x'],
  ['(?<!x)y', 'xy zy', 'y'],
  ['(?<=z)y', 'xy zy', 'y'],
  ['\\p{Upper}+', 'abCDe', 'CD'],
  ['\\p{L}+', '12é3', 'é'],
  ['a.c', 'a\nc abc', 'abc'],
  ['(?s)a.c', 'a\nc', 'a\nc'],
  ['(?m)^b$', 'a\nb\nc', 'b'],
  ['c$', 'abc\n', 'c'],
  ['.', '😀', '😀'],
  ['\\x41\\u0042\\t', 'AB\t', 'AB\t'],
  ['(?x) a b # both', 'ab', 'ab'],
  ['[]a]+', 'x]a', ']a'],
])('finds %s in %j', (pattern, text, expected) => {
  expect(found(pattern, text)).toBe(expected);
});

test('a possessive repeat and an atomic group give nothing back', () => {
  expect(found('a++a', 'aaa')).toBeUndefined();
  expect(found('(?>a+)a', 'aaa')).toBeUndefined();
});

test('`matches` takes the whole text', () => {
  expect(javaRegex('a|ab').matches('ab', free)).toBe(true);
  expect(javaRegex('a').matches('ab', free)).toBe(false);
});

test.each(['(', 'a)', '[a', '*', 'a{2,1}', '\\', '(?<1>a)', '\\p{Nothing}', '\\k<x>'])('refuses %s', (pattern) => {
  expect(() => javaRegex(pattern)).toThrow(PatternSyntaxError);
});

test('a search that would take for ever is stopped by what counts its steps', () => {
  const regex = javaRegex('(a+)+$');
  expect(() => regex.find(`${'a'.repeat(40)}b`, 0, bounded(100_000))).toThrow('too many steps');
});

test('the length of a text does not matter', () => {
  expect(javaRegex('(?:(a)|(b))*').find('ab'.repeat(50_000), 0, free)?.end).toBe(100_000);
});

test('replaces with groups, names and escapes', () => {
  const replaced = (text: string, pattern: string, by: string) =>
    replaceMatches(text, javaRegex(pattern), by, 99, free);
  expect(replaced('2024-05', '(\\d+)-(\\d+)', '$2/$1')).toBe('05/2024');
  expect(replaced('ab', '(?<x>a)', '<${x}>')).toBe('<a>b');
  expect(replaced('a.b', '\\.', '\\$')).toBe('a$b');
  expect(replaced('abc', '', '-')).toBe('-a-b-c-');
  expect(() => replaced('a', 'a', '$1')).toThrow('No group 1');
});

test('splits as java.lang.String does', () => {
  const split = (text: string, pattern: string, limit = 0) => splitText(text, javaRegex(pattern), limit, free);
  expect(split('a,b,,', ',')).toEqual(['a', 'b']);
  expect(split('a,b,,', ',', -1)).toEqual(['a', 'b', '', '']);
  expect(split('a,b,c', ',', 2)).toEqual(['a', 'b,c']);
  expect(split('abc', '')).toEqual(['a', 'b', 'c']);
  expect(split('', ',')).toEqual(['']);
  expect(split(',a', ',')).toEqual(['', 'a']);
});

test('agrees with JavaScript where both speak the same language', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(?:ab)', '\\w', '(b)', 'c');
  const repeat = fc.constantFrom('', '*', '+', '?', '*?', '+?', '{1,2}');
  const part = fc.tuple(atom, repeat).map(([one, times]) => one + times);
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      const expected = new RegExp(source).exec(subject);
      const actual = javaRegex(source).find(subject, 0, free);
      expect(actual?.start).toBe(expected?.index);
      expect(actual?.groups[0]).toBe(expected?.[0]);
    }),
  );
});

test('whatever the pattern, it is compiled or refused, and a search ends', () => {
  const unit = fc.constantFrom(...'ab()[]{}*+?|\\^$.-&!=<>:1,dwpQE');
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 20 }),
      (source, text) => {
        const error = thrownBy(() => javaRegex(source).find(text, 0, bounded(10_000)));
        expect(error ?? new PatternSyntaxError()).toSatisfy(isDeclared);
      },
    ),
    { numRuns: 500 },
  );
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

function isDeclared(error: unknown): boolean {
  return error instanceof PatternSyntaxError || String(error).includes('too many steps');
}
