import { parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { limits } from './limits.ts';
import { sequenceNumberAt } from './sequence-number.ts';
import { type StreamRecordRow, type StreamRow, streamRecordsTable, streamsTable } from './stream-tables.ts';

/** A stream found. It has one shard. */
export interface Stream {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly row: StreamRow;
  readonly records: Collection<StreamRecordRow>;
}

/** Undefined when the ARN is none of a stream that exists. */
export function findStream(globe: Globe, arn: string): Stream | undefined {
  const parsed = parseArn(arn);
  if (!parsed) return undefined;
  const scope = { account: parsed.account, region: parsed.region };
  const row = globe.store.collection(streamsTable, scope).get(arn);
  return row && { globe, scope, row, records: globe.store.collection(streamRecordsTable, scope, arn) };
}

/** Differs from AWS: a stream has one shard that is never split, where AWS rolls shards about every four hours. */
export function shardIdOf(row: StreamRow): string {
  return `shardId-${String(row.createdAt).padStart(20, '0')}-${hashed(row.arn)}`;
}

/** Eight hex digits that tell shards of different streams apart. */
function hashed(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Below every record that the stream can have. */
export function startingSequenceNumber(row: StreamRow): string {
  return sequenceNumberAt(row.createdAt);
}

/** The last record's number, or the greatest number below every record to come. */
export function latestSequenceNumber({ row, records }: Stream): string {
  const { value: last } = records.range({ reverse: true }).next();
  return last?.sequenceNumber ?? beforeSequenceNumber(startingSequenceNumber(row));
}

/** A position just before a number. */
export function beforeSequenceNumber(sequenceNumber: string): string {
  return String(BigInt(sequenceNumber) - 1n);
}

/** The first number that is not older than 24 hours. */
function oldestSequenceNumber(globe: Globe): string {
  return sequenceNumberAt(Math.max(0, globe.clock.now() - limits.streamRetentionMs));
}

/** Records after a position that are not older than 24 hours. */
export function recordsAfter({ globe, records }: Stream, position: string, limit: number): StreamRecordRow[] {
  const oldest = oldestSequenceNumber(globe);
  const after = position > oldest ? position : oldest;
  const found: StreamRecordRow[] = [];
  for (const record of records.range({ after })) {
    found.push(record);
    if (found.length >= limit) break;
  }
  return found;
}

/** True when a position lies before records that are gone. */
export function isTrimmed({ globe }: Stream, position: string): boolean {
  return position < oldestSequenceNumber(globe);
}
