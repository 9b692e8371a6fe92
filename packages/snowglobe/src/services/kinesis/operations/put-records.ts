import type { PutRecordsInput, PutRecordsOutput, PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument, rateExceededText } from '../errors.ts';
import { putLimits } from '../limits.ts';
import { requireStream, type Stream } from '../stream.ts';
import { checkRecordSize, recordBytes, type Written, writeRecord } from '../write-record.ts';

function resultEntry(written: Written, { row, scope }: Stream): PutRecordsResultEntry {
  if ('throttled' in written) {
    return {
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: rateExceededText(written.throttled, row.name, scope),
    };
  }
  return { ShardId: written.shardId, SequenceNumber: written.sequenceNumber };
}

export const putRecords: Operation<PutRecordsInput, PutRecordsOutput> = (input, call) => {
  const stream = requireStream(input, call);
  const records = (input.Records ?? []).map((entry) => ({
    data: entry.Data ?? new Uint8Array(),
    partitionKey: entry.PartitionKey ?? '',
    explicitHashKey: entry.ExplicitHashKey,
  }));
  for (const record of records) checkRecordSize(stream, record);
  const bytes = records.reduce((sum, record) => sum + recordBytes(record), 0);
  if (bytes > putLimits.requestBytes) {
    throw invalidArgument(`Records size exceeds ${putLimits.requestBytes / 1_048_576} MB limit`);
  }
  const results = records.map((record) => resultEntry(writeRecord(call, stream, record), stream));
  return {
    FailedRecordCount: results.filter((result) => result.ErrorCode !== undefined).length,
    Records: results,
    ...(stream.row.keyId === undefined ? {} : { EncryptionType: 'KMS' }),
  };
};
