import { createHash } from 'node:crypto';
import type { Globe } from '../../contract/globe.ts';
import { paddedInstant } from './instant-key.ts';
import { deduplicationIntervalMs } from './limits.ts';
import type { Queue } from './queue.ts';
import { type DeduplicationRow, deduplications, type QueueRow } from './tables.ts';

/** The id that content-based deduplication gives a body. */
export function contentDeduplicationId(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex');
}

/** What must be equal for two messages to be the same. */
export function deduplicationKey(queue: QueueRow, deduplicationId: string, groupId: string): string {
  return queue.attributes.DeduplicationScope === 'messageGroup' ? `${groupId} ${deduplicationId}` : deduplicationId;
}

/** The message sent under this key within the last five minutes. Forgets the older ones. */
export function earlierMessage(globe: Globe, queue: Queue, key: string): DeduplicationRow | undefined {
  const rows = globe.store.collection(deduplications, queue.scope, queue.row.name);
  const forgotten = [...rows.rangeBy('until', { to: paddedInstant(globe.clock.now()) })];
  for (const old of forgotten) rows.delete(old.key);
  return rows.get(key);
}

export function rememberMessage(globe: Globe, queue: Queue, row: Omit<DeduplicationRow, 'until'>): void {
  const until = globe.clock.now() + deduplicationIntervalMs;
  globe.store.collection(deduplications, queue.scope, queue.row.name).put({ ...row, until });
}
