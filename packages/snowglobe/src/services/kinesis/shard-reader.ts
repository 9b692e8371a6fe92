import type { Globe } from '../../contract/globe.ts';
import { paddedInstant } from './instant-key.ts';
import { recordsOf, type Stream } from './stream.ts';
import type { RecordRow, ShardState } from './tables.ts';

/** Records that arrived before this instant are no longer in the stream. */
function oldestKept(stream: Stream, now: number): number {
  return now - stream.row.retentionHours * 3_600_000;
}

/** A place in a shard: behind a sequence number ('' is before everything), or at one. */
export type Place = { readonly after: string } | { readonly from: string };

/** A shard's records from a place on, oldest first, without those whose retention is over. */
export function* recordsFrom(globe: Globe, stream: Stream, shardId: string, place: Place): Generator<RecordRow> {
  const oldest = oldestKept(stream, globe.clock.now());
  for (const record of recordsOf(globe, stream, shardId).range(place)) {
    if (record.arrivedAt > oldest) yield record;
  }
}

/** Deletes what is too old, within the open step. */
export function trimShard(globe: Globe, stream: Stream, shardId: string): void {
  const oldest = oldestKept(stream, globe.clock.now());
  if (oldest <= 0) return;
  const rows = recordsOf(globe, stream, shardId);
  const expired = [...rows.rangeBy('arrived', { to: paddedInstant(oldest) })];
  for (const record of expired) rows.delete(record.sequenceNumber);
}

/** Behind the newest record; before everything when there is none. */
export function latestPlace(globe: Globe, stream: Stream, shardId: string): string {
  const [last] = recordsOf(globe, stream, shardId).range({ reverse: true });
  return last?.sequenceNumber ?? '';
}

/** Behind the last record that arrived before an instant. */
export function placeBefore(globe: Globe, stream: Stream, shardId: string, instant: number): string {
  const [last] = recordsOf(globe, stream, shardId).rangeBy('arrived', {
    before: paddedInstant(instant),
    reverse: true,
  });
  return last?.sequenceNumber ?? '';
}

/** Whether a shard is closed and holds nothing behind a place. */
export function isFinished(globe: Globe, stream: Stream, shard: ShardState, place: Place): boolean {
  if (shard.closedAt === undefined) return false;
  const [next] = recordsFrom(globe, stream, shard.shardId, place);
  return next === undefined;
}

/** How far a reader at a place is behind: the age of the next record. */
export function millisBehind(globe: Globe, stream: Stream, shardId: string, place: Place): number {
  const [next] = recordsFrom(globe, stream, shardId, place);
  return next ? Math.max(0, globe.clock.now() - next.arrivedAt) : 0;
}
