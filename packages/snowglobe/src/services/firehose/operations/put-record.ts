import type { PutRecordInput, PutRecordOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { takeRecords } from '../incoming.ts';

export const putRecord: Operation<PutRecordInput, PutRecordOutput> = (input, call) => {
  const row = getStream(call, input.DeliveryStreamName);
  const Encrypted = row.key !== undefined;
  return takeRecords(call, row, [input.Record?.Data ?? new Uint8Array()], ([RecordId]) => ({ RecordId, Encrypted }));
};
