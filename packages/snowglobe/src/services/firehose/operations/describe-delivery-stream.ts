import type { DescribeDeliveryStreamInput, DescribeDeliveryStreamOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { describeStream, getStream } from '../delivery-stream.ts';

export const describeDeliveryStream: Operation<DescribeDeliveryStreamInput, DescribeDeliveryStreamOutput> = (
  input,
  call,
) => ({ DeliveryStreamDescription: describeStream(getStream(call, input.DeliveryStreamName)) });
