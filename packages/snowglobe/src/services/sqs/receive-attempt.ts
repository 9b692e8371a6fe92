import type { Globe } from '../../contract/globe.ts';
import { paddedInstant } from './instant-key.ts';
import { deduplicationIntervalMs } from './limits.ts';
import type { Queue } from './queue.ts';
import { type MessageRow, receiveAttempts } from './tables.ts';

/** Keeps what a receive returned, so that a repetition with the same ReceiveRequestAttemptId returns it again. */
export function rememberReceive(globe: Globe, queue: Queue, attemptId: string, rows: readonly MessageRow[]): void {
  globe.store.collection(receiveAttempts, queue.scope, queue.row.name).put({
    attemptId,
    until: globe.clock.now() + deduplicationIntervalMs,
    receipts: rows.map((row) => ({ position: row.position, receipt: row.receipt ?? '' })),
  });
}

/**
 * What an earlier receive with this attempt id returned, hidden anew; undefined when there was none within five minutes or
 * any of its messages was deleted or shown since.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export function repeatedReceive(
  globe: Globe,
  queue: Queue,
  attemptId: string,
  visibilitySeconds: number,
): MessageRow[] | undefined {
  const now = globe.clock.now();
  const attempts = globe.store.collection(receiveAttempts, queue.scope, queue.row.name);
  const forgotten = [...attempts.rangeBy('until', { to: paddedInstant(now) })];
  for (const old of forgotten) attempts.delete(old.attemptId);
  const attempt = attempts.get(attemptId);
  if (!attempt) return undefined;
  const rows: MessageRow[] = [];
  for (const { position, receipt } of attempt.receipts) {
    const row = queue.messages.get(position);
    if (!row || row.receipt !== receipt || row.visibleAt <= now) return undefined;
    rows.push({ ...row, visibleAt: now + visibilitySeconds * 1_000 });
  }
  for (const row of rows) queue.messages.put(row);
  return rows;
}
