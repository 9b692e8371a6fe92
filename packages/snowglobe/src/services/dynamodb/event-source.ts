import type { StreamRecord, StreamSource } from '../../contract/event-source.ts';
import { lambdaRecord } from './lambda-record.ts';
import { sequenceNumberAt } from './sequence-number.ts';
import {
  beforeSequenceNumber,
  findStream,
  latestSequenceNumber,
  recordsAfter,
  type Stream,
  shardIdOf,
} from './shard.ts';
import { type StreamRecordRow, streamRecordsTable, streamsTable } from './stream-tables.ts';
import { openForReader } from './table-key.ts';

/** How delivery reads `arn:aws:dynamodb:...:table/NAME/stream/LABEL`. */
export const eventSource: StreamSource = {
  kind: 'stream',
  batchInfoName: 'DDBStreamBatchInfo',
  eventSource: 'aws:dynamodb',

  exists: (globe, arn) => findStream(globe, arn) !== undefined,

  shards: (globe, arn) => {
    const stream = findStream(globe, arn);
    return stream ? [{ shardId: shardIdOf(stream.row), parentShardIds: [] }] : [];
  },

  startPosition: (globe, arn, _shardId, at) => {
    const stream = findStream(globe, arn);
    if (!stream || at === 'TRIM_HORIZON') return '';
    return at === 'LATEST' ? latestSequenceNumber(stream) : beforeSequenceNumber(sequenceNumberAt(at.timestamp));
  },

  read: (globe, arn, _shardId, after, limit) => {
    const stream = findStream(globe, arn);
    if (!stream) return { records: [], finished: true };
    const records = recordsAfter(stream, after, limit);
    return {
      records: records.map((record) => streamRecord(stream, record)),
      finished: stream.row.disabledAt !== undefined && records.length < limit,
    };
  },

  unlock: (globe, arn, _shardId, _records, reader) => {
    const stream = findStream(globe, arn);
    return stream && openForReader(globe, { scope: stream.scope, name: stream.row.tableName }, reader);
  },

  watch: (globe, arn, wake) => {
    const unwatchRecords = globe.store.watch(streamRecordsTable, (change) => {
      if (change.partition === arn && change.after) wake();
    });
    const unwatchStream = globe.store.watch(streamsTable, (change) => {
      if (change.key === arn) wake();
    });
    return () => {
      unwatchRecords();
      unwatchStream();
    };
  },
};

function streamRecord(stream: Stream, record: StreamRecordRow): StreamRecord {
  return {
    sequenceNumber: record.sequenceNumber,
    arrivedAt: record.at,
    partitionKey: JSON.stringify(record.keys[stream.row.keySchema[0]?.AttributeName ?? '']),
    event: lambdaRecord(stream, record),
    cause: record.cause,
  };
}
