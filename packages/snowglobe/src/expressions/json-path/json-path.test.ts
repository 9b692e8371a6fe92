import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonPathLimitError, JsonPathSyntaxError } from './errors.ts';
import { isDefinite, readJsonPath } from './json-path.ts';

const store = {
  books: [
    { title: 'A', price: 8, tags: ['new', 'sale'], author: { name: 'Ann' } },
    { title: 'B', price: 12, isbn: '1', tags: [] },
    { title: 'C', price: 20, isbn: '2', tags: ['sale'], 'k-x': 1 },
  ],
  bike: { price: 100 },
  'odd name': { a: 1, b: 2, c: 3 },
  empty: null,
};

const at = (path: string, document: unknown = store) => readJsonPath(path)(document);

test.each([
  ['$', store],
  ['$.bike.price', 100],
  ['bike.price', 100],
  ["$['odd name'].a", 1],
  ['$["odd name"]["b"]', 2],
  ['$.books[0].title', 'A'],
  ['$.books[-1].title', 'C'],
  ['$.books[2].k-x', 1],
  ['$.empty', null],
  ['$.nothing', undefined],
  ['$.books[9]', undefined],
  ['$.bike[0]', undefined],
  ['$.books.title', undefined],
  ["$['odd name']['a', 'c']", { a: 1, c: 3 }],
  ['$.books.length()', 3],
  ['$.bike.keys()', ['price']],
  ['$.books[0].tags.append("x")', ['new', 'sale', 'x']],
  ['$.books.first().title', 'A'],
  ['$.concat($.books[0].title, "-", $.books[1].title)', 'A-B'],
])('the definite path %s', (path, expected) => {
  expect(at(path)).toEqual(expected);
  expect(isDefinite(path)).toBe(true);
});

test.each([
  ['$.books[*].title', ['A', 'B', 'C']],
  ['$.bike.*', [100]],
  ['$.books[0, 2].title', ['A', 'C']],
  ['$.books[1:].title', ['B', 'C']],
  ['$.books[:2].title', ['A', 'B']],
  ['$.books[-2:].title', ['B', 'C']],
  ['$.books[0:1].title', ['A']],
  ['$..price', [8, 12, 20, 100]],
  ['$..tags[0]', ['new', 'sale']],
  ['$..author.name', ['Ann']],
  ['$.nothing[*].x', []],
  ['$.books[?(@.isbn)].title', ['B', 'C']],
  ['$.books[?(!@.isbn)].title', ['A']],
  ['$.books[?(@.price < 10)].title', ['A']],
  ['$.books[?(@.price >= 12 && @.price != 20)].title', ['B']],
  ['$.books[?(@.price == 8 || @.title == "C")].title', ['A', 'C']],
  ["$.books[?((@.price > 10) && !(@.title == 'B'))].title", ['C']],
  ['$.books[?(@.title =~ /[ab]/i)].title', ['A', 'B']],
  ['$.books[?(@.title =~ /a.*/)].title', []],
  ["$.books[?(@.title in ['A', 'C'])].title", ['A', 'C']],
  ["$.books[?(@.title nin ['A', 'C'])].title", ['B']],
  ["$.books[?(@.tags subsetof ['sale', 'x'])].title", ['B', 'C']],
  ["$.books[?(@.tags anyof ['new'])].title", ['A']],
  ["$.books[?(@.tags noneof ['new'])].title", ['B', 'C']],
  ["$.books[?(@.tags all ['new', 'sale'])].title", ['A']],
  ['$.books[?(@.tags size 2)].title', ['A']],
  ['$.books[?(@.tags empty true)].title', ['B']],
  ["$.books[?(@.tags contains 'sale')].title", ['A', 'C']],
  ["$.books[?(@.title contains 'A')].title", ['A']],
  ['$.books[?(@.tags.length() > 1)].title', ['A']],
  ['$.books[?(@.price == $.bike.price)]', []],
  ['$.books[?(@.missing == null)]', []],
  ['$.books[?(@.price > 8), ?(@.price < 20)].title', ['B']],
  ['$..[?(@.price > 50)]', [{ price: 100 }]],
])('the indefinite path %s', (path, expected) => {
  expect(at(path)).toEqual(expected);
  expect(isDefinite(path)).toBe(false);
});

test('functions calculate with the numbers of a list', () => {
  const numbers = { n: [4, 1, 7, 'x'] };
  const values = ['min', 'max', 'avg', 'sum'].map((name) => at(`$.n.${name}()`, numbers));
  expect(values).toEqual([1, 7, 4, 12]);
  expect(at('$..price.sum()')).toBe(140);
  expect(at('$.sum($.bike.price, 1)')).toBe(101);
  expect(at('$.empty.sum()')).toBeUndefined();
});

test('maps are objects, too', () => {
  const document = new Map<string, unknown>([['a', [new Map([['b', 1]])]]]);
  expect(at('$.a[0].b', document)).toBe(1);
  expect(at('$..b', document)).toEqual([1]);
});

test('members of JavaScript are no members of a document', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'length', 'size']) {
    expect(at(`$.${name}`, { a: [1] })).toBeUndefined();
    expect(at(`$.a.${name}`, { a: [1] })).toBeUndefined();
  }
});

test.each(['$.', '$[', "$['a]", '$[?(@.a ==)]', '$.a[x]', '$..', '$.a b', '$[?(@.a =~ /(/)]', '$['.repeat(5000)])(
  'refuses %s',
  (path) => {
    expect(() => readJsonPath(path)).toThrow(JsonPathSyntaxError);
  },
);

test('a path of names and indexes finds what is there', () => {
  const key = fc.string({ unit: fc.constantFrom(...'ab_-1 $é'), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.oneof(key, fc.nat(3)), { maxLength: 6 }), fc.integer(), (steps, value) => {
      const document = steps.reduceRight<unknown>((inner, step) => {
        if (typeof step === 'string') return { [step]: inner };
        return [...Array.from({ length: step }, () => null), inner];
      }, value);
      const path = `$${steps.map((step) => (typeof step === 'string' ? `['${step}']` : `[${step}]`)).join('')}`;
      expect(at(path, document)).toBe(value);
      expect(isDefinite(path)).toBe(true);
    }),
  );
});

test('every path is read or refused, and following it ends', () => {
  const piece = fc.constantFrom(
    '$',
    '.',
    '..',
    '*',
    '[',
    ']',
    '(',
    ')',
    '?',
    '@',
    'a',
    "'b'",
    '0',
    '-1',
    ':',
    ',',
    '==',
    ' in ',
    '&&',
    '!',
    '/a/',
    '[*]',
    '[?(@.a)]',
    '.a',
    '..a',
    '.length()',
    '[0]',
    '[1:]',
    'null',
    '..*',
  );
  const document = { a: [{ a: 1, b: [1, 2, { a: 'x' }] }, { b: { a: [] } }], b: 'y' };
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const path = `$${pieces.join('')}`;
      const error = thrownBy(() => at(path, document));
      expect(error ?? new JsonPathSyntaxError()).toSatisfy(isDeclared);
    }),
    { numRuns: 2000 },
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
  return error instanceof JsonPathSyntaxError || error instanceof JsonPathLimitError;
}
