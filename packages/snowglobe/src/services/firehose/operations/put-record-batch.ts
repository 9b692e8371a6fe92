import type { PutRecordBatchInput, PutRecordBatchOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { invalidArgument } from '../errors.ts';
import { takeRecords } from '../incoming.ts';
import { limits } from '../limits.ts';

export const putRecordBatch: Operation<PutRecordBatchInput, PutRecordBatchOutput> = (input, call) => {
  const row = getStream(call, input.DeliveryStreamName);
  const records = (input.Records ?? []).map(({ Data }) => Data ?? new Uint8Array());
  const bytes = records.reduce((sum, { length }) => sum + length, 0);
  if (bytes > limits.batchBytes)
    throw invalidArgument(`Records size exceeds ${limits.batchBytes / 1024 / 1024} MB limit`);
  return takeRecords(call, row, records, (ids) => ({
    FailedPutCount: 0,
    Encrypted: row.key !== undefined,
    RequestResponses: ids.map((RecordId) => ({ RecordId })),
  }));
};
