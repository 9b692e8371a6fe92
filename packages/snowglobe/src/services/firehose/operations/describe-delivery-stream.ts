import type { DescribeDeliveryStreamInput, DescribeDeliveryStreamOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { describeStream } from '../description.ts';

export const describeDeliveryStream: Operation<DescribeDeliveryStreamInput, DescribeDeliveryStreamOutput> = (
  input,
  call,
) => ({ DeliveryStreamDescription: describeStream(getStream(call, input.DeliveryStreamName)) });
