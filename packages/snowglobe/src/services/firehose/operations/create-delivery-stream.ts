import type { CreateDeliveryStreamInput, CreateDeliveryStreamOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { deliveryStreamArn } from '../delivery-stream.ts';
import { checkedDestination } from '../destination.ts';
import { invalidArgument, resourceInUse, unsupported } from '../errors.ts';
import { deliveryStreams } from '../tables.ts';
import { withTags } from '../tags.ts';

const known = new Set(['DeliveryStreamName', 'DeliveryStreamType', 'ExtendedS3DestinationConfiguration', 'Tags']);

function refuseUnsupported(input: CreateDeliveryStreamInput): void {
  const type = input.DeliveryStreamType ?? 'DirectPut';
  if (type !== 'DirectPut') throw unsupported(`DeliveryStreamType ${type}`);
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !known.has(name)) throw unsupported(name);
  }
}

export const createDeliveryStream: Operation<CreateDeliveryStreamInput, CreateDeliveryStreamOutput> = (input, call) => {
  refuseUnsupported(input);
  const { DeliveryStreamName: name = '', ExtendedS3DestinationConfiguration: destination } = input;
  if (!destination) throw invalidArgument('Exactly one destination configuration is required.');
  const rows = call.globe.store.collection(deliveryStreams, call.scope);
  if (rows.has(name)) throw resourceInUse(name, call.scope.account);
  const now = call.globe.clock.now();
  const arn = deliveryStreamArn(call.scope, name);
  rows.put({
    name,
    arn,
    createdAt: now,
    updatedAt: now,
    versionId: '1',
    destination: checkedDestination(destination, call),
    tags: withTags({}, input.Tags ?? []),
  });
  return { DeliveryStreamARN: arn };
};
