import type { InputLogEvent, RejectedLogEventsInfo } from '@aws-sdk/client-cloudwatch-logs';
import { batchSpansTooMuch, eventTooLarge, outOfOrder, uploadTooLarge } from './errors.ts';
import { limits } from './limits.ts';

export interface AcceptedEvent {
  readonly timestamp: number;
  readonly message: string;
}

export interface CheckedBatch {
  readonly accepted: readonly AcceptedEvent[];
  readonly bytes: number;
  readonly rejected: RejectedLogEventsInfo | undefined;
}

/** Checks a batch of PutLogEvents; refuses it whole, or leaves out what is too old or too new. */
export function checkBatch(
  input: readonly InputLogEvent[],
  now: number,
  retainedFrom: number | undefined,
): CheckedBatch {
  const events = input.map(({ timestamp = 0, message = '' }) => ({ timestamp, message }));
  const bytes = batchBytes(events);
  checkOrder(events);
  const expired = endOf(events, retainedFrom ?? 0);
  const tooOld = endOf(events, now - limits.tooOldMs);
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + limits.tooNewMs);
  const end = tooNew < 0 ? events.length : tooNew;
  const rejected = {
    ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
  };
  return {
    accepted: events.slice(Math.max(tooOld, expired), end),
    bytes,
    rejected: Object.keys(rejected).length > 0 ? rejected : undefined,
  };
}

function batchBytes(events: readonly AcceptedEvent[]): number {
  let total = 0;
  for (const { message } of events) {
    const bytes = Buffer.byteLength(message) + limits.eventOverheadBytes;
    if (bytes > limits.eventBytes) throw eventTooLarge(bytes, limits.eventBytes);
    total += bytes;
  }
  if (total > limits.batchBytes) throw uploadTooLarge(total, limits.batchBytes);
  return total;
}

function checkOrder(events: readonly AcceptedEvent[]): void {
  for (let index = 1; index < events.length; index++) {
    if ((events[index]?.timestamp ?? 0) < (events[index - 1]?.timestamp ?? 0)) throw outOfOrder();
  }
  const span = (events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0);
  if (span > limits.batchSpanMs) throw batchSpansTooMuch();
}

/** How many events at the start lie before an instant. */
function endOf(events: readonly AcceptedEvent[], instant: number): number {
  const first = events.findIndex(({ timestamp }) => timestamp >= instant);
  return first < 0 ? events.length : first;
}
