import fc from 'fast-check';
import { expect, it } from 'vitest';
import { delimitedParts, jsonObjects } from './deaggregation.ts';

it('separates objects that stand on one line or on many', () => {
  expect(jsonObjects('{"a":1}{"a":"}{"}\n {"b":{"c":"\\"}"}}\n')).toEqual([
    '{"a":1}',
    '{"a":"}{"}',
    '{"b":{"c":"\\"}"}}',
  ]);
});

it('keeps what is no object as it is', () => {
  expect(jsonObjects('[{"a":1},{"a":2}]')).toEqual(['[{"a":1},{"a":2}]']);
  expect(jsonObjects('{"a":1}{"a":')).toEqual(['{"a":1}', '{"a":']);
  expect(jsonObjects(' \n')).toEqual([]);
});

it('separates by a delimiter', () => {
  expect(delimitedParts('a####b########c', '####')).toEqual(['a', 'b', 'c']);
});

it('gives back whatever objects were put together', () => {
  const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(objects, fc.constantFrom('', '\n', ' \r\n'), (values, between) => {
      const texts = values.map((value) => JSON.stringify(value));
      expect(jsonObjects(texts.join(between))).toEqual(texts);
    }),
  );
});
