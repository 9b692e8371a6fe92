import type { StreamRecord, StreamSource } from '../../contract/event-source.ts';
import type { Globe } from '../../contract/globe.ts';
import { openForReader } from './encryption.ts';
import { lambdaRecord } from './lambda-record.ts';
import { isFinished, latestPlace, placeBefore, recordsFrom } from './shard-reader.ts';
import { addressOfArn, findShard, findStreamByArn, recordsOf, type Stream } from './stream.ts';
import { watchStream } from './stream-watch.ts';
import type { RecordRow } from './tables.ts';

function streamRecord(stream: Stream, shardId: string, row: RecordRow): StreamRecord {
  return {
    sequenceNumber: row.sequenceNumber,
    arrivedAt: row.arrivedAt,
    partitionKey: row.partitionKey,
    event: lambdaRecord(stream, shardId, row),
    cause: row.cause,
  };
}

function firstOf<T>(items: Iterable<T>, count: number): T[] {
  const result: T[] = [];
  for (const item of items) {
    if (result.length === count) break;
    result.push(item);
  }
  return result;
}

function read(globe: Globe, arn: string, shardId: string, after: string, limit: number) {
  const stream = findStreamByArn(globe, arn);
  const shard = stream && findShard(stream, shardId);
  if (!stream || !shard) return { records: [], finished: true };
  const rows = firstOf(recordsFrom(globe, stream, shard.shardId, { after }), limit);
  const end = rows.at(-1)?.sequenceNumber ?? after;
  return {
    records: rows.map((row) => streamRecord(stream, shard.shardId, row)),
    finished: isFinished(globe, stream, shard, { after: end }),
  };
}

/** How delivery reads a stream. */
export const eventSource: StreamSource = {
  kind: 'stream',
  batchInfoName: 'KinesisBatchInfo',
  eventSource: 'aws:kinesis',
  exists: (globe, arn) => findStreamByArn(globe, arn) !== undefined,
  shards(globe, arn) {
    const shards = findStreamByArn(globe, arn)?.row.shards ?? [];
    return shards.map(({ shardId, parentShardId, adjacentParentShardId }) => ({
      shardId,
      parentShardIds: [parentShardId, adjacentParentShardId].filter((id) => id !== undefined),
    }));
  },
  startPosition(globe, arn, shardId, at) {
    const stream = findStreamByArn(globe, arn);
    if (!stream || at === 'TRIM_HORIZON') return '';
    return at === 'LATEST' ? latestPlace(globe, stream, shardId) : placeBefore(globe, stream, shardId, at.timestamp);
  },
  read,
  unlock(globe, arn, shardId, found, reader) {
    const stream = findStreamByArn(globe, arn);
    if (!stream) return undefined;
    const rows = found.flatMap(({ sequenceNumber }) => recordsOf(globe, stream, shardId).get(sequenceNumber) ?? []);
    return rows.some(({ dataKey }) => dataKey !== undefined) ? openForReader(globe, stream, rows, reader) : undefined;
  },
  watch(globe, arn, wake) {
    const address = addressOfArn(arn);
    return address ? watchStream(globe, address, wake) : () => {};
  },
};
