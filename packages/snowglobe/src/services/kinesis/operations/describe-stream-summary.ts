import type { DescribeStreamSummaryInput, DescribeStreamSummaryOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { consumersOf } from '../consumer.ts';
import { streamSummary } from '../describe.ts';
import { requireStream } from '../stream.ts';

export const describeStreamSummary: Operation<DescribeStreamSummaryInput, DescribeStreamSummaryOutput> = (
  input,
  call,
) => {
  const stream = requireStream(input, call);
  return { StreamDescriptionSummary: streamSummary(stream.row, consumersOf(call.globe, stream).length) };
};
