import { describe, expect, it } from 'vitest';
import { urlEncodeKey } from './url-encoding.ts';

describe('a key in a list or an event', () => {
  it.each([
    ['a/b c.txt', 'a/b+c.txt'],
    ['a+b=c&d', 'a%2Bb%3Dc%26d'],
    ["(x)!'*~", '%28x%29%21%27*~'],
    ['ü\u{1f600}', '%C3%BC%F0%9F%98%80'],
  ])('%s is written %s', (key, encoded) => {
    expect(urlEncodeKey(key)).toBe(encoded);
  });
});
