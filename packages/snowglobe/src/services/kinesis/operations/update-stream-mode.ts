import type { UpdateStreamModeInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { unsupported } from '../errors.ts';
import { putStream, requireStream } from '../stream.ts';

export const updateStreamMode: Operation<UpdateStreamModeInput, object> = (input, call) => {
  const stream = requireStream({ StreamARN: input.StreamARN }, call);
  if (input.WarmThroughputMiBps !== undefined) throw unsupported('WarmThroughputMiBps');
  putStream(call.globe, stream, { mode: input.StreamModeDetails?.StreamMode ?? stream.row.mode });
  return {};
};
