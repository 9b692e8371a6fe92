import type { Call } from '../../contract/operation.ts';
import { writingKey } from './encryption.ts';
import { invalidArgument } from './errors.ts';
import { explicitHash, hashOfPartitionKey } from './hash-key.ts';
import { formatSequence, nextOrder, parseSequence } from './sequence-number.ts';
import { shardOfHash } from './shard.ts';
import { trimShard } from './shard-reader.ts';
import { recordsOf, type Stream } from './stream.ts';
import type { ShardState } from './tables.ts';
import { mayWrite } from './throughput.ts';

/** A record that a caller writes. */
export interface NewRecord {
  readonly data: Uint8Array;
  readonly partitionKey: string;
  readonly explicitHashKey?: string | undefined;
}

export type Written = { readonly shardId: string; readonly sequenceNumber: string } | { readonly throttled: string };

/** What AWS counts of a record: data and partition key, in bytes. */
export function recordBytes(record: NewRecord): number {
  return record.data.byteLength + Buffer.byteLength(record.partitionKey);
}

/** Throws InvalidArgumentException when the record is larger than the stream takes. */
export function checkRecordSize(stream: Stream, record: NewRecord): void {
  const maximum = stream.row.maximumRecordKiB * 1_024;
  if (recordBytes(record) > maximum) {
    throw invalidArgument(`Record size exceeds the maximum of ${maximum} bytes.`);
  }
}

function targetShard(stream: Stream, record: NewRecord): ShardState {
  const hash =
    record.explicitHashKey === undefined
      ? hashOfPartitionKey(record.partitionKey)
      : explicitHash(record.explicitHashKey);
  const shard = shardOfHash(stream.row.shards, hash);
  if (!shard) throw new Error(`no open shard of ${stream.row.arn} holds hash key ${hash}`);
  return shard;
}

/** Appends a record to its shard, within the open step, unless the shard's second is used up. */
export function writeRecord(call: Call, stream: Stream, record: NewRecord): Written {
  const { globe } = call;
  const now = globe.clock.now();
  const shard = targetShard(stream, record);
  if (!mayWrite(globe.store, `${stream.row.arn}/${shard.shardId}`, now, recordBytes(record))) {
    return { throttled: shard.shardId };
  }
  const rows = recordsOf(globe, stream, shard.shardId);
  trimShard(globe, stream, shard.shardId);
  const [last] = rows.range({ reverse: true });
  const sequenceNumber = formatSequence({
    shardCreatedSeconds: Math.floor(shard.createdAt / 1_000),
    order: nextOrder(last && parseSequence(last.sequenceNumber)?.order, now, shard.createdAt),
    seconds: Math.floor(now / 1_000),
    shardIndex: shard.index,
  });
  rows.put({
    sequenceNumber,
    partitionKey: record.partitionKey,
    // A copy: the caller's bytes may be part of a larger buffer.
    data: Uint8Array.from(record.data),
    arrivedAt: now,
    encrypted: stream.row.keyId !== undefined,
    ...(stream.row.keyId !== undefined && { dataKey: writingKey(call, stream) }),
    cause: { id: call.cause.id, trace: call.cause.trace },
  });
  return { shardId: shard.shardId, sequenceNumber };
}

/** Checks SequenceNumberForOrdering. Sequence numbers rise in a shard whether or not it is given. */
export function checkOrdering(text: string | undefined, stream: Stream, now: number): void {
  if (text === undefined) return;
  const parts = parseSequence(text);
  if (!parts || parts.seconds > now / 1_000) {
    throw invalidArgument(
      `ExclusiveMinimumSequenceNumber ${text} used in PutRecord on stream ${stream.row.name} under account ${stream.scope.account} is invalid.`,
    );
  }
}
