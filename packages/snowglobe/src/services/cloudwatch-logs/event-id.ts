import { createHash } from 'node:crypto';
import type { LogEventRow } from './tables.ts';

const digits = 56;

/** 56 digits that begin with the event's time, as AWS's ids do; the same for the same event. */
export function eventId(logGroupName: string, { logStreamName, number, timestamp }: LogEventRow): string {
  const hash = createHash('sha256').update(`${logGroupName}:${logStreamName}:${number}`).digest('hex');
  return `3${timestamp}${BigInt(`0x${hash.slice(0, 40)}`)}`.padEnd(digits, '0').slice(0, digits);
}
