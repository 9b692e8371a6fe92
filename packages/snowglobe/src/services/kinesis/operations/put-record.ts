import type { PutRecordInput, PutRecordOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { rateExceeded } from '../errors.ts';
import { requireStream } from '../stream.ts';
import { checkOrdering, checkRecordSize, writeRecord } from '../write-record.ts';

export const putRecord: Operation<PutRecordInput, PutRecordOutput> = (input, call) => {
  const stream = requireStream(input, call);
  const record = {
    data: input.Data ?? new Uint8Array(),
    partitionKey: input.PartitionKey ?? '',
    explicitHashKey: input.ExplicitHashKey,
  };
  checkOrdering(input.SequenceNumberForOrdering, stream, call.globe.clock.now());
  checkRecordSize(stream, record);
  const written = writeRecord(call, stream, record);
  if ('throttled' in written) throw rateExceeded(written.throttled, stream.row.name, stream.scope);
  return {
    ShardId: written.shardId,
    SequenceNumber: written.sequenceNumber,
    ...(stream.row.keyId === undefined ? {} : { EncryptionType: 'KMS' }),
  };
};
