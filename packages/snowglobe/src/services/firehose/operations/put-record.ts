import type { PutRecordInput, PutRecordOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { takeRecords } from '../incoming.ts';

export const putRecord: Operation<PutRecordInput, PutRecordOutput> = (input, call) => {
  const row = getStream(call, input.DeliveryStreamName);
  const [RecordId] = takeRecords(call, row, [input.Record?.Data ?? new Uint8Array()]);
  return { RecordId, Encrypted: false };
};
