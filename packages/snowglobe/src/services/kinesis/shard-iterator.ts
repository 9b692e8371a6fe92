import { expiredIterator, invalidArgument } from './errors.ts';
import { iteratorLifetimeMs } from './limits.ts';
import type { Place } from './shard-reader.ts';

export interface ShardIteratorParts {
  readonly createdAt: number;
  readonly streamName: string;
  readonly shardId: string;
  readonly place: Place;
}

export function formatIterator({ createdAt, streamName, shardId, place }: ShardIteratorParts): string {
  const [kind, sequence] = 'from' in place ? ['from', place.from] : ['after', place.after];
  return Buffer.from([createdAt, streamName, shardId, kind, sequence].join('/')).toString('base64');
}

const pattern = /^(\d{1,15})\/([a-zA-Z0-9_.-]{1,128})\/(shardId-\d{12})\/(from|after)\/(\d{0,56})$/;

/** Reads an iterator. Throws InvalidArgumentException, ExpiredIteratorException. */
export function parseIterator(text: string, now: number): ShardIteratorParts {
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  const [, created, streamName, shardId, kind, sequence] = pattern.exec(decoded) ?? [];
  if (created === undefined || !streamName || !shardId || sequence === undefined) {
    throw invalidArgument('Invalid ShardIterator.');
  }
  const createdAt = Number(created);
  if (now - createdAt > iteratorLifetimeMs) {
    throw expiredIterator(
      `Iterator expired. The iterator was created at time ${longDate(createdAt)} while right now it is ${longDate(now)} which is further in the future than the tolerated delay of ${iteratorLifetimeMs} milliseconds.`,
    );
  }
  return { createdAt, streamName, shardId, place: kind === 'from' ? { from: sequence } : { after: sequence } };
}

/** As AWS writes instants in this error: `Thu Jan 22 01:22:02 UTC 2015`. */
function longDate(instant: number): string {
  const [weekday, day, month, year, time] = new Date(instant).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
