import { describe, expect, it } from 'vitest';
import { durationMs } from './duration.ts';

describe('a duration', () => {
  it.each([
    [250, 250],
    ['90 seconds', 90_000],
    ['1 hour', 3_600_000],
    ['1.5h', 5_400_000],
    ['1 day 2 hours and 3 minutes', 93_780_000],
    ['500ms', 500],
    ['5m', 300_000],
  ])('%j is %d ms', (duration, expected) => expect(durationMs(duration)).toBe(expected));

  it.each(['', 'soon', '5', '3 fortnights', '1 hour ago', -1, Number.NaN, '1..2 s'])(
    '%j is refused with what is taken instead',
    (duration) => expect(() => durationMs(duration)).toThrow('is no duration: give milliseconds'),
  );
});
