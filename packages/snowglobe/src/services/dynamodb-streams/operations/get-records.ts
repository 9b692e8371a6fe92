import type { _Record, GetRecordsInput, GetRecordsOutput } from '@aws-sdk/client-dynamodb-streams';
import type { Operation } from '../../../contract/operation.ts';
import { isTrimmed, recordsAfter, type Stream } from '../../dynamodb/shard.ts';
import type { StreamRecordRow } from '../../dynamodb/stream-tables.ts';
import { askToUse } from '../../dynamodb/table-key.ts';
import { trimmed } from '../errors.ts';
import { formatIterator, parseIterator } from '../iterator.ts';
import { openStream } from '../open-stream.ts';

const pageRecords = 1000;
const pageBytes = 1024 * 1024;

export const getRecords: Operation<GetRecordsInput, GetRecordsOutput> = (input, call) => {
  const iterator = parseIterator(input.ShardIterator as string, call.globe.clock.now());
  const stream = openStream(call, iterator.streamArn);
  if (iterator.position !== '' && isTrimmed(stream, iterator.position) && stream.records.size > 0) throw trimmed();
  const asking = askToUse(call, { scope: stream.scope, name: stream.row.tableName });
  if (asking) return asking.then(() => call.step(() => getRecords(input, call)));
  const limit = input.Limit ?? pageRecords;
  const records = withinPage(recordsAfter(stream, iterator.position, limit));
  const last = records[records.length - 1];
  const isFinished = stream.row.disabledAt !== undefined && records.length === 0;
  const next = { ...iterator, position: last?.sequenceNumber ?? iterator.position, issuedAt: call.globe.clock.now() };
  return {
    Records: records.map((record) => wireRecord(stream, record)),
    ...(!isFinished && { NextShardIterator: formatIterator(next) }),
  };
};

/** "Up to 1 MB of data": at least one record. */
function withinPage(records: readonly StreamRecordRow[]): readonly StreamRecordRow[] {
  let bytes = 0;
  const end = records.findIndex((record) => {
    bytes += record.bytes;
    return bytes > pageBytes;
  });
  return end === -1 ? records : records.slice(0, Math.max(1, end));
}

function wireRecord({ scope, row }: Stream, record: StreamRecordRow): _Record {
  return {
    eventID: record.eventId,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: scope.region,
    dynamodb: {
      ApproximateCreationDateTime: new Date(Math.floor(record.at / 1000) * 1000),
      Keys: record.keys,
      ...(record.newImage && { NewImage: record.newImage }),
      ...(record.oldImage && { OldImage: record.oldImage }),
      SequenceNumber: record.sequenceNumber,
      SizeBytes: record.bytes,
      StreamViewType: row.viewType,
    },
    ...(record.isExpiry && { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } }),
  };
}
