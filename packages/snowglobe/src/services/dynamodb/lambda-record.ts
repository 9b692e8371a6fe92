import { base64, type Item, type Value } from './attribute-value.ts';
import type { Stream } from './shard.ts';
import type { StreamRecordRow } from './stream-tables.ts';

/** A record as it stands in a function's event: like GetRecords' answer, with the instant in seconds and binaries as base64. */
export function lambdaRecord({ scope, row }: Stream, record: StreamRecordRow): Readonly<Record<string, unknown>> {
  return {
    eventID: record.eventId,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: scope.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(record.at / 1000),
      Keys: jsonItem(record.keys),
      ...(record.newImage && { NewImage: jsonItem(record.newImage) }),
      ...(record.oldImage && { OldImage: jsonItem(record.oldImage) }),
      SequenceNumber: record.sequenceNumber,
      SizeBytes: record.bytes,
      StreamViewType: row.viewType,
    },
    ...(record.isExpiry && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    eventSourceARN: row.arn,
  };
}

function jsonItem(item: Item): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, jsonValue(value)]));
}

function jsonValue(value: Value): unknown {
  if (value.B) return { B: base64(value.B) };
  if (value.BS) return { BS: value.BS.map(base64) };
  if (value.L) return { L: value.L.map(jsonValue) };
  if (value.M) return { M: jsonItem(value.M) };
  return value;
}
