import type { UpdateMaxRecordSizeInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { putStream, requireStream } from '../stream.ts';

export const updateMaxRecordSize: Operation<UpdateMaxRecordSizeInput, object> = (input, call) => {
  const stream = requireStream({ StreamARN: input.StreamARN }, call);
  putStream(call.globe, stream, { maximumRecordKiB: input.MaxRecordSizeInKiB ?? stream.row.maximumRecordKiB });
  return {};
};
