import { expect, it } from 'vitest';
import { query, queryError } from './jq.ts';

it('asks a query of many texts at once', async () => {
  const filter = '{customer: .customer, year: .at|strftime("%Y")}';
  const texts = Array.from({ length: 5_000 }, (_, index) =>
    JSON.stringify({ customer: `c${index}`, at: 1_565_382_027, text: 'ü'.repeat(200) }),
  );
  const results = await query(filter, texts);
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
