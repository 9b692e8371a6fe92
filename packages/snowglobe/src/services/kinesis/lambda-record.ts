import type { Stream } from './stream.ts';
import type { RecordRow } from './tables.ts';

/**
 * A record as it stands in a function's event. `invokeIdentityArn` is the role of the function, which the poller fills in.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export function lambdaRecord(stream: Stream, shardId: string, row: RecordRow): Record<string, unknown> {
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: row.partitionKey,
      sequenceNumber: row.sequenceNumber,
      data: Buffer.from(row.data).toString('base64'),
      approximateArrivalTimestamp: row.arrivedAt / 1_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${row.sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: '',
    awsRegion: stream.scope.region,
    eventSourceARN: stream.row.arn,
  };
}
