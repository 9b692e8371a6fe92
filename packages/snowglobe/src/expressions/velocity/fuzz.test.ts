import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VelocityRenderError, VelocitySyntaxError } from './errors.ts';
import { JsonTextError, readJson } from './read-json.ts';
import { HostObject } from './values.ts';
import { compileTemplate } from './velocity.ts';

const secret = 'SECRET-OF-THE-HOST';

/** Pieces that VTL is made of, so that many of the templates are templates. */
const piece = fc.constantFrom(
  '$a',
  '$!b',
  '${c.d}',
  '$a.e(',
  '$l[0]',
  '$m["x"]',
  '#set($a = ',
  '#if(',
  '#elseif(',
  '#else',
  '#{else}',
  '#end',
  '#foreach($i in ',
  '#macro(f $x)',
  '#f(',
  '#define($z)',
  '#evaluate(',
  '#break',
  '#stop',
  '#return',
  '##',
  '#*',
  '*#',
  '#[[',
  ']]#',
  ')',
  '(',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '1',
  '-2',
  '3.5',
  '..',
  ',',
  ':',
  '==',
  '&&',
  '||',
  '!',
  '+',
  '-',
  '*',
  '/',
  '%',
  ' ',
  '\n',
  '\\',
  '$',
  '#',
  '.size()',
  '.keySet()',
  '.add(1)',
  '.put("k", $a)',
  '.constructor',
  '.__proto__',
  '.getClass()',
  '.replaceAll("(a*)*b", "$1")',
  '.split("")',
  '.substring(1)',
  '$h.run(',
  '$h.text',
  'text',
  'true',
  'null',
  '$foreach.count',
  '[1..9]',
  '$l',
  '$m',
  '$h',
);

const host = new HostObject({ methods: { run: ([first = null]) => first }, properties: { text: () => 'host' } });
const scope = () => ({
  a: 'aaab',
  b: null,
  c: { d: 1.5 },
  l: [1, 'x', [2]],
  m: { x: { y: true } },
  h: host,
  f: () => secret,
  o: new (class {
    readonly hidden = secret;
  })(),
});

test('every template is rendered, or refused with an error of its own, in good time', () => {
  const limits = { steps: 20_000, textLength: 100_000 };
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, returns) => {
      const started = performance.now();
      const { value = '', error } = attempt(() =>
        compileTemplate(pieces.join(''), { returns, missing: 'literal', limits }).render(scope()),
      );
      expect(value).not.toContain(secret);
      expect(value).not.toMatch(/function|=>|native code|\[object/);
      expect(error ?? new VelocityRenderError()).toSatisfy(isDeclared);
      expect(performance.now() - started).toBeLessThan(1000);
    }),
    { numRuns: 3000 },
  );
});

test('a text without dollars, hashes and backslashes renders as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/[$#\\]/.test(text));
      expect(compileTemplate(text).render({})).toBe(text);
    }),
  );
});

test('deep nesting is refused, wherever it is', () => {
  const deep = [
    ['(', ')', '#if(', ')x#end'],
    ['[', ']', '#set($x = ', ')'],
    ['{"a":', '}', '#set($x = ', ')'],
    ['$a.b(', ')', '', ''],
    ['$a[', ']', '', ''],
    ['!', '', '#if(', 'true)x#end'],
    ['#if(true)', '#end', '', ''],
    ['#foreach($i in [1])', '#end', '', ''],
    ['1 + (', ')', '#set($x = ', '1)'],
  ] as const;
  for (const [open, close, before, after] of deep) {
    const template = before + open.repeat(20_000) + close.repeat(20_000) + after;
    expect(() => compileTemplate(template)).toThrow(VelocitySyntaxError);
  }
});

test('reads JSON as JavaScript does, with the numbers of Java', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(plain(readJson(text))).toEqual(JSON.parse(text));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0123.eE-+ntrufalse\\ ') }), (text) => {
      const expected = attempt(() => JSON.parse(text) as unknown);
      const actual = attempt(() => plain(readJson(text)));
      expect(actual.value).toEqual(expected.value);
      expect(actual.error instanceof JsonTextError).toBe(expected.error !== undefined);
    }),
  );
});

function isDeclared(error: unknown): boolean {
  if (error instanceof VelocityRenderError) return true;
  return error instanceof VelocitySyntaxError && error.line > 0 && error.column > 0;
}

function attempt(work: () => unknown): { readonly value?: unknown; readonly error?: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

/** Without order and exactness, as JSON.parse gives it. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, held]) => [key, plain(held)]));
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}
