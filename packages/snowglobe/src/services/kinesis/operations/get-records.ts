import type { GetRecordsInput, GetRecordsOutput } from '@aws-sdk/client-kinesis';
import type { Call, Operation } from '../../../contract/operation.ts';
import { childShards } from '../child-shards.ts';
import { askToRead } from '../encryption.ts';
import { rateExceeded } from '../errors.ts';
import { getLimits } from '../limits.ts';
import { readRecord } from '../read-record.ts';
import { formatIterator, parseIterator } from '../shard-iterator.ts';
import { isFinished, millisBehind, type Place, recordsFrom, trimShard } from '../shard-reader.ts';
import { requireShard, requireStream, type Stream } from '../stream.ts';
import type { RecordRow } from '../tables.ts';
import { countRead, mayRead } from '../throughput.ts';

function take(call: Call, stream: Stream, shardId: string, place: Place, limit: number): RecordRow[] {
  const rows: RecordRow[] = [];
  let bytes = 0;
  for (const row of recordsFrom(call.globe, stream, shardId, place)) {
    bytes += row.data.byteLength + row.partitionKey.length;
    if (rows.length === limit || (bytes > getLimits.bytes && rows.length > 0)) break;
    rows.push(row);
  }
  return rows;
}

export const getRecords: Operation<GetRecordsInput, GetRecordsOutput> = (input, call) => {
  const { globe } = call;
  const now = globe.clock.now();
  const { streamName, shardId, place } = parseIterator(input.ShardIterator ?? '', now);
  const stream = requireStream({ StreamName: streamName, StreamARN: input.StreamARN }, call);
  const shard = requireShard(stream, shardId);
  const shardKey = `${stream.row.arn}/${shardId}`;
  if (!mayRead(globe.store, shardKey, now)) throw rateExceeded(shardId, streamName, stream.scope);
  trimShard(globe, stream, shardId);
  const rows = take(call, stream, shardId, place, input.Limit ?? getLimits.records);
  const asking = askToRead(call, stream, rows);
  if (asking) return asking.then(() => call.step(() => getRecords(input, call)));
  const bytes = rows.reduce((sum, row) => sum + row.data.byteLength, 0);
  countRead(globe.store, shardKey, now, bytes);
  const last = rows.at(-1);
  const next: Place = last ? { after: last.sequenceNumber } : place;
  const finished = isFinished(globe, stream, shard, next);
  return {
    Records: rows.map(readRecord),
    MillisBehindLatest: millisBehind(globe, stream, shardId, next),
    ...(finished
      ? { ChildShards: childShards(stream, shard) }
      : { NextShardIterator: formatIterator({ createdAt: now, streamName, shardId, place: next }) }),
  };
};
