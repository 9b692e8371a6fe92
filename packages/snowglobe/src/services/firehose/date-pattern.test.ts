import { expect, it } from 'vitest';
import { formatInstant, isTimeZone } from './date-pattern.ts';

const at = Date.UTC(2026, 11, 31, 17, 4, 5, 67);

it('takes quoted text as it is, and refuses letters that are no fields', () => {
  expect(formatInstant("'day='yyyy-MM-dd''HH", at)).toBe("day=2026-12-31'17");
  expect(() => formatInstant('yyyyT', at)).toThrow('field T');
});

it.each([
  ['yy y u', '26 2026 2026'],
  ['YYYY w', '2027 1'],
  ['DDD', '365'],
  ['M MMM MMMM MMMMM', '12 Dec December D'],
  ['E EEEE e', 'Thu Thursday 5'],
  ['Q QQ QQQ QQQQ', '4 04 Q4 4th quarter'],
  ['h K k a', '5 5 17 PM'],
  ['mm ss SSS S', '04 05 067 0'],
  ['A n', '61445067 67000000'],
  ["X XX XXX x Z ZZZZZ VV 'of' O", 'Z Z Z +00 +0000 Z UTC of GMT'],
])('knows the fields of %s', (pattern, text) => {
  expect(formatInstant(pattern, at)).toBe(text);
});

it('shows the wall clock of another zone', () => {
  expect(formatInstant('yyyy-MM-dd HH:mm XXX z', at, 'Asia/Kolkata')).toBe('2026-12-31 22:34 +05:30 GMT+5:30');
  expect(formatInstant('yyyy-MM-dd HH Z', at, 'Asia/Tokyo')).toBe('2027-01-01 02 +0900');
  expect(formatInstant('HH:mm:ss.SSS xx', at, 'America/New_York')).toBe('12:04:05.067 -0500');
  expect(isTimeZone('Europe/Zurich')).toBe(true);
  expect(isTimeZone('Mars/Base')).toBe(false);
});
