import type { AccessRule } from '../../contract/operation.ts';
import { deliveryStreamArn } from './delivery-stream.ts';

const onStream =
  (operation: string): AccessRule<{ readonly DeliveryStreamName?: string }> =>
  (input, call) => [
    { action: `firehose:${operation}`, resource: deliveryStreamArn(call.scope, input.DeliveryStreamName ?? '') },
  ];

const names = [
  'CreateDeliveryStream',
  'DeleteDeliveryStream',
  'DescribeDeliveryStream',
  'ListTagsForDeliveryStream',
  'PutRecord',
  'PutRecordBatch',
  'StartDeliveryStreamEncryption',
  'StopDeliveryStreamEncryption',
  'TagDeliveryStream',
  'UntagDeliveryStream',
  'UpdateDestination',
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
export const access: Readonly<Record<string, AccessRule>> = {
  ...Object.fromEntries(names.map((name) => [name, onStream(name)])),
  ListDeliveryStreams: () => [{ action: 'firehose:ListDeliveryStreams', resource: '*' }],
};
