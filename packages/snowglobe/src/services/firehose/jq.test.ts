import { expect, it } from 'vitest';
import { query, queryByJq, queryError } from './jq.ts';
import { plainFields } from './plain-query.ts';

it('asks a query of many texts at once', async () => {
  const filter = '{customer: .customer, year: .at|strftime("%Y")}';
  const texts = Array.from({ length: 5_000 }, (_, index) =>
    JSON.stringify({ customer: `c${index}`, at: 1_565_382_027, text: 'ü'.repeat(200) }),
  );
  const results = await queryByJq(filter, texts);
  expect(results).toHaveLength(5_000);
  expect(results[4_999]).toEqual({ value: { customer: 'c4999', year: '2019' } });
});

it('tells what a text has no value for', async () => {
  expect(await query('.a.b', ['{"a":{"b":1}}', 'not json', '{"a":1}', '{}'])).toEqual([
    { value: 1 },
    { error: expect.stringContaining('parsing') },
    { error: 'Cannot index number with string "b"' },
    { value: null },
  ]);
  expect(await query('empty', ['1'])).toEqual([{ value: null }]);
});

it('knows what is no query, and what jq 1.6 did not have', async () => {
  expect(await queryError('{a: .a | ascii_downcase}')).toBeUndefined();
  expect(await queryError('{a:.a|}')).toContain('syntax error');
  expect(await queryError('.a | nosuch')).toContain('nosuch/0 is not defined');
  expect(await queryError('.a | trim')).toBe('trim is not defined in jq 1.6');
  expect(await queryError('{trim: .trim, b: "trim"}')).toBeUndefined();
});

it('answers plain queries as jq does', async () => {
  const texts = [
    '{"a":"x","b":{"c d":5},"t":1565382027,"n":1.0}',
    '{"a":null,"b":null,"t":1565382027.9}',
    '{"a":true,"b":{"c d":[1,{"e":2}]},"t":0}',
    '{"b":{}}',
    '{"t":"x"}',
    '{"b":7}',
    '[1]',
    'null',
    'no json',
  ];
  const queries = [
    '{a: .a, "c":.b."c d", n:.n}',
    '{year:.t|strftime("%Y-%m-%dT%H:%M:%S")}',
    ' { x : .b["c d"] } ',
    '{p:.__proto__, q:.constructor}',
  ];
  for (const filter of queries) {
    expect(plainFields(filter)).toBeDefined();
    expect(await query(filter, texts)).toEqual(await queryByJq(filter, texts));
  }
  for (const other of [
    '.a',
    '{a:.a|ascii_downcase}',
    '{a:.a[0]}',
    '{(.a):1}',
    '{a}',
    '{t:.t|strftime("%j")}',
    '{a:.a',
  ]) {
    expect(plainFields(other)).toBeUndefined();
  }
});
