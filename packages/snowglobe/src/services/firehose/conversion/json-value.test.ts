import { expect, it } from 'vitest';
import { parseHiveType } from './hive-type.ts';
import { type Reading, typedFields, typedValue } from './json-value.ts';

const openX: Reading = {
  strict: false,
  lowerCase: true,
  dotsToUnderscores: false,
  keyByColumn: {},
  timestampFormats: [],
};
const hive: Reading = { ...openX, strict: true };
const read = (type: string, value: unknown, reading = openX) => typedValue(value, parseHiveType(type), reading);

it('reads types of types', () => {
  expect(parseHiveType('array<struct<a:int, b : map<string,decimal(10,2)>>>')).toEqual({
    kind: 'array',
    element: {
      kind: 'struct',
      fields: [
        ['a', { kind: 'int' }],
        ['b', { kind: 'map', key: { kind: 'string' }, value: { kind: 'decimal', precision: 10, scale: 2 } }],
      ],
    },
  });
  expect(parseHiveType('VARCHAR(10)')).toEqual({ kind: 'string' });
  for (const wrong of ['', 'uniontype<int>', 'array<int', 'struct<a>', 'int x']) {
    expect(() => parseHiveType(wrong)).toThrow('is not a type');
  }
});

it.each([
  ['int', '12', 12],
  ['int', 12.7, 12],
  ['bigint', '9007199254740993', 9_007_199_254_740_993n],
  ['double', '1.5', 1.5],
  ['boolean', 'TRUE', true],
  ['string', { a: [1] }, '{"a":[1]}'],
  ['string', 5, '5'],
  ['timestamp', '2017-02-07T15:13:01.39256Z', new Date('2017-02-07T15:13:01.392Z')],
  ['timestamp', '2017-2-7 15:13:01.14', new Date('2017-02-07T15:13:01.140Z')],
  ['timestamp', 1_518_033_528, new Date(1_518_033_528_000)],
  ['timestamp', 1_518_033_528_123, new Date(1_518_033_528_123)],
  ['timestamp', 1_518_033_528.123, new Date(1_518_033_528_123)],
  ['date', '2026-01-02', new Date('2026-01-02')],
  ['map<string,int>', { a: '1' }, { a: 1 }],
  ['array<string>', [1, null], ['1', null]],
])('reads %s from %j', (type, value, expected) => {
  expect(read(type, value)).toEqual(expected);
});

it.each([
  ['int', 'x'],
  ['tinyint', 128],
  ['boolean', 1],
  ['timestamp', 'yesterday'],
  ['array<int>', {}],
  ['struct<a:int>', []],
])('cannot read %s from %j', (type, value) => {
  expect(() => read(type, value)).toThrow('cannot be read as');
});

it('is strict as Hive is', () => {
  expect(() => read('int', '12', hive)).toThrow('cannot be read as int');
  expect(() => read('string', { a: 1 }, hive)).toThrow('cannot be read as string');
  const millis = { ...hive, timestampFormats: ['millis'] };
  expect(read('timestamp', 5, millis)).toEqual(new Date(5));
});

it('finds the columns of an object', () => {
  const fields = [
    ['id', parseHiveType('int')],
    ['a_b', parseHiveType('string')],
    ['ts', parseHiveType('bigint')],
    ['none', parseHiveType('string')],
  ] as const;
  const reading = { ...openX, dotsToUnderscores: true, keyByColumn: { ts: 'timestamp' } };
  expect(typedFields({ ID: 1, 'a.b': 'x', timestamp: 5, more: 1 }, fields, reading)).toEqual({
    id: 1,
    a_b: 'x',
    ts: 5n,
    none: null,
  });
});
