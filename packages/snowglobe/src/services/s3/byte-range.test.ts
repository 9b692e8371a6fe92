import { describe, expect, it } from 'vitest';
import { contentRange, parseByteRange } from './byte-range.ts';

describe('a Range header', () => {
  it.each([
    ['bytes=0-0', 10, { start: 0, end: 1 }],
    ['bytes=2-100', 10, { start: 2, end: 10 }],
    ['bytes=-4', 10, { start: 6, end: 10 }],
    ['bytes=-40', 10, { start: 0, end: 10 }],
    ['bytes=5-', 10, { start: 5, end: 10 }],
    ['bytes=10-', 10, 'unsatisfiable'],
    ['bytes=-0', 10, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=5-2', 10, 'whole'],
    ['bytes=0-1,3-4', 10, 'whole'],
    ['lines=1-2', 10, 'whole'],
    [undefined, 10, 'whole'],
  ] as const)('%s of %i bytes', (header, size, expected) => {
    expect(parseByteRange(header, size)).toEqual(expected);
  });

  it('is answered with the bytes that are given', () => {
    expect(contentRange({ start: 2, end: 5 }, 10)).toBe('bytes 2-4/10');
  });
});
