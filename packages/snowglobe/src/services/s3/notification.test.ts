import { describe, expect, it } from 'vitest';
import { type Destination, wants } from './notification.ts';
import { overlaps } from './notification-check.ts';
import { nextTry } from './notification-delivery.ts';

const destination = (events: string[], prefix = '', suffix = ''): Destination => ({
  kind: 'Queue',
  arn: 'arn:aws:sqs:us-east-1:000000000000:q',
  id: 'id',
  events,
  filter: {
    Key: {
      FilterRules: [
        { Name: 'prefix', Value: prefix },
        { Name: 'suffix', Value: suffix },
      ],
    },
  },
});

describe('a destination', () => {
  it.each([
    [['s3:ObjectCreated:*'], '', '', true],
    [['s3:ObjectCreated:Put'], '', '', true],
    [['s3:ObjectCreated:Copy'], '', '', false],
    [['s3:ObjectRemoved:*'], '', '', false],
    [['s3:ObjectCreated:*'], 'in/', '.csv', true],
    [['s3:ObjectCreated:*'], 'out/', '', false],
    [['s3:ObjectCreated:*'], '', '.txt', false],
  ])('of %j below "%s" ending in "%s" wants a new in/a.csv: %s', (events, prefix, suffix, expected) => {
    expect(wants(destination(events, prefix, suffix), 'ObjectCreated:Put', 'in/a.csv')).toBe(expected);
  });

  it.each([
    [destination(['s3:ObjectCreated:*']), destination(['s3:ObjectCreated:Put']), true],
    [destination(['s3:ObjectCreated:Put']), destination(['s3:ObjectCreated:Copy']), false],
    [destination(['s3:ObjectCreated:*'], 'a/'), destination(['s3:ObjectCreated:*'], 'a/b/'), true],
    [destination(['s3:ObjectCreated:*'], 'a/'), destination(['s3:ObjectCreated:*'], 'b/'), false],
    [destination(['s3:ObjectCreated:*'], '', '.a'), destination(['s3:ObjectCreated:*'], '', '.b'), false],
  ])('overlaps another when both could get one event', (left, right, expected) => {
    expect(overlaps(left, right)).toBe(expected);
    expect(overlaps(right, left)).toBe(expected);
  });
});

describe('an event that was refused', () => {
  const row = {
    id: 'id',
    bucket: 'snow',
    account: '000000000000',
    destination: 'arn',
    body: '',
    cause: { id: '', trace: '' },
    dueAt: 0,
  };

  it('is tried again ever later, and dropped after a day', () => {
    const waits: number[] = [];
    let nowAt = 0;
    for (let again = nextTry({ ...row, attempts: 0 }, nowAt); again; again = nextTry(again, nowAt)) {
      waits.push(again.dueAt - nowAt);
      nowAt = again.dueAt;
    }
    expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(Math.max(...waits)).toBe(15 * 60_000);
    expect(nowAt / 3_600_000).toBeGreaterThan(20);
    expect(nowAt / 3_600_000).toBeLessThan(25);
  });
});
