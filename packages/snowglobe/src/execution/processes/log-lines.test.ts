import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameReader, lineReader } from './log-lines.ts';

/** The bytes, cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1))), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const places = fc.array(fc.nat());

test('lines are read whole, wherever the stream was cut', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'));
  fc.assert(
    fc.property(fc.array(line), places, (lines, where) => {
      const read: string[] = [];
      const reader = lineReader((text) => read.push(text));
      for (const chunk of cut(Buffer.from(lines.map((text) => `${text}\n`).join('')), where)) reader.read(chunk);
      reader.end();
      expect(read).toEqual(lines);
    }),
  );
});

test('a last line without its end is a line', () => {
  const read: string[] = [];
  const reader = lineReader((text) => read.push(text));
  reader.read(Buffer.from('one\ntwo'));
  reader.end();
  expect(read).toEqual(['one', 'two']);
});

test('log events of several lines are read whole, wherever the stream was cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), places, (texts, where) => {
      const frames = texts.map((text) => {
        const data = Buffer.from(text);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(data.length);
        return Buffer.concat([length, data]);
      });
      const read: string[] = [];
      const reader = frameReader((text) => read.push(text));
      for (const chunk of cut(Buffer.concat(frames), where)) reader.read(chunk);
      expect(read).toEqual(texts);
    }),
  );
});
