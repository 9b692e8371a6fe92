import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFault } from './json-fault.ts';

const place = (text: string, column: number) => `\n at [Source: (byte[])"${text}"; line: 1, column: ${column}]`;
const anyValue = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

it.each([
  ['0D', "Unexpected character ('D' (code 68)): Expected space separating root-level values", 3],
  ['hello', `Unrecognized token 'hello': was expecting ${anyValue}`, 6],
  ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 3],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 7],
  ['{"a": 1 "b"}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", 10],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 5],
  ['#', `Unexpected character ('#' (code 35)): expected a valid value ${anyValue}`, 2],
  ['{"a": 01}', 'Invalid numeric value: Leading zeroes not allowed', 9],
])('%s', (text, reason, column) => {
  expect(jsonFault(text)).toBe(reason + place(text, column));
});

it('what ends too early says where it began', () => {
  expect(jsonFault('{"a": 1')).toBe(
    `Unexpected end-of-input: expected close marker for Object (start marker at [Source: (byte[])"{"a": 1"; line: 1, column: 1])${place('{"a": 1', 8)}`,
  );
});

it('long texts are cut, and lines are counted', () => {
  const text = `{\n${' '.repeat(600)}x`;
  const fault = jsonFault(text);
  expect(fault).toContain('"[truncated 103 bytes]; line: 2, column: 602]');
});

it('every text that JSON.parse refuses is refused with a reason, and no other', () => {
  const pieces = fc.array(fc.constantFrom(...'{}[]:,"\\ 01e.-atrue null\nu€'.split('')), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, (all) => {
      const text = all.join('');
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      const fault = jsonFault(text);
      expect(fault === undefined).toBe(isJson);
      expect(fault ?? '\n at [Source: (byte[])"').toMatch(/\n at \[Source: \(byte\[\]\)"/);
    }),
  );
});
