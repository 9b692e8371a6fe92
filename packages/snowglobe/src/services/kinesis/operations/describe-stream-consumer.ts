import type { DescribeStreamConsumerInput, DescribeStreamConsumerOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { describedConsumer, requireConsumer } from '../consumer.ts';

export const describeStreamConsumer: Operation<DescribeStreamConsumerInput, DescribeStreamConsumerOutput> = (
  input,
  call,
) => {
  const { row, stream } = requireConsumer(input, call);
  return { ConsumerDescription: { ...describedConsumer(row), StreamARN: stream.row.arn } };
};
