import { describe, expect, it } from 'vitest';
import { isOneTime, parseExpression } from './expression.ts';

const text = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString().slice(0, 16));

/** The first instants after one, a rate counting from it. */
function runs(expression: string, after: string, count: number, timeZone = 'UTC') {
  const schedule = parseExpression(expression, timeZone);
  const anchorAt = Date.parse(`${after}:00Z`);
  const found: (string | undefined)[] = [];
  for (let at: number | undefined = anchorAt, n = 0; at !== undefined && n < count; n++) {
    at = schedule.nextAfter(at, anchorAt);
    found.push(text(at));
  }
  return found;
}

describe('a schedule expression', () => {
  it.each([
    ['rate(5 minutes)', ['2026-01-01T00:05', '2026-01-01T00:10']],
    ['rate(5 minute)', ['2026-01-01T00:05', '2026-01-01T00:10']],
    ['rate(1 hours)', ['2026-01-01T01:00', '2026-01-01T02:00']],
    ['rate(1 day)', ['2026-01-02T00:00', '2026-01-03T00:00']],
    ['cron(0/15 * * * ? *)', ['2026-01-01T00:15', '2026-01-01T00:30']],
    ['cron(0 8 ? * 2-6 *)', ['2026-01-01T08:00', '2026-01-02T08:00', '2026-01-05T08:00']],
    ['cron(0 0 L * ? *)', ['2026-01-31T00:00', '2026-02-28T00:00']],
    ['cron(0 9 ? * 3#1 *)', ['2026-01-06T09:00', '2026-02-03T09:00']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['cron(0 0 1W * ? *)', ['2026-02-02T00:00', '2026-03-02T00:00']],
    ['cron(0 12 1 1 ? 2026)', ['2026-01-01T12:00', undefined]],
    ['at(2026-03-01T10:00:00)', ['2026-03-01T10:00', undefined]],
  ])('%s', (expression, expected) => {
    expect(runs(expression, '2026-01-01T00:00', expected.length)).toEqual(expected);
  });

  it.each([
    'rate(0 days)',
    'rate(5 seconds)',
    'cron(0 8 * * * *)',
    'cron(0 8 ? * ? *)',
    'cron(0 8 * * ?)',
    'cron(99 8 * * ? *)',
    'at(2026-13-01T00:00:00)',
    'every day',
  ])('%s is none', (expression) => {
    expect(() => parseExpression(expression, 'UTC')).toThrow('Invalid Schedule Expression');
  });

  it('refuses a time zone that is none', () => {
    expect(() => parseExpression('rate(1 day)', 'Moon/Base')).toThrow('Invalid ScheduleExpressionTimezone');
  });
});

describe('in a time zone', () => {
  const berlin = 'Europe/Berlin';

  it('the local time stays when the clocks change', () => {
    expect(runs('cron(0 9 * * ? *)', '2026-03-28T00:00', 2, berlin)).toEqual(['2026-03-28T08:00', '2026-03-29T07:00']);
  });

  it('a time that the clocks skip is left out', () => {
    expect(runs('cron(30 2 * * ? *)', '2026-03-28T00:00', 2, berlin)).toEqual(['2026-03-28T01:30', '2026-03-30T00:30']);
  });

  it('a time that comes twice runs once', () => {
    expect(runs('cron(30 2 * * ? *)', '2026-10-24T12:00', 2, berlin)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
  });

  it('a single time is that of its zone', () => {
    expect(isOneTime('at(2026-07-01T12:00:00)')).toBe(true);
    expect(runs('at(2026-07-01T12:00:00)', '2026-01-01T00:00', 1, berlin)).toEqual(['2026-07-01T10:00']);
    expect(runs('at(2026-01-15T12:00:00)', '2026-01-01T00:00', 1, 'America/New_York')).toEqual(['2026-01-15T17:00']);
  });
});
