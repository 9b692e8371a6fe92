import type { PutRecordBatchInput, PutRecordBatchOutput, PutRecordBatchResponseEntry } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { invalidArgument, slowDown } from '../errors.ts';
import { takeRecords } from '../incoming.ts';
import { limits } from '../limits.ts';

/** What is said of one record. */
function entryOf(RecordId: string | undefined): PutRecordBatchResponseEntry {
  if (RecordId !== undefined) return { RecordId };
  const { code: ErrorCode, message: ErrorMessage } = slowDown();
  return { ErrorCode, ErrorMessage };
}

export const putRecordBatch: Operation<PutRecordBatchInput, PutRecordBatchOutput> = (input, call) => {
  const row = getStream(call, input.DeliveryStreamName);
  const records = (input.Records ?? []).map(({ Data }) => Data ?? new Uint8Array());
  const bytes = records.reduce((sum, { length }) => sum + length, 0);
  if (bytes > limits.batchBytes)
    throw invalidArgument(`Records size exceeds ${limits.batchBytes / 1024 / 1024} MB limit`);
  return takeRecords(call, row, records, (ids) => ({
    FailedPutCount: records.length - ids.length,
    Encrypted: row.key !== undefined,
    RequestResponses: records.map((_, index) => entryOf(ids[index])),
  }));
};
