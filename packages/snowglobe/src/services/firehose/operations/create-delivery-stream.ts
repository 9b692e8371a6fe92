import type { CreateDeliveryStreamInput, CreateDeliveryStreamOutput } from '@aws-sdk/client-firehose';
import type { Call, Operation } from '../../../contract/operation.ts';
import { deliveryStreamArn } from '../delivery-stream.ts';
import { checkedDestination, requireAssumable } from '../destination.ts';
import { invalidArgument, resourceInUse, sourceNotFound, unsupported } from '../errors.ts';
import { markLatest, streamSource, watchSource } from '../kinesis-source.ts';
import { type DeliveryStreamRow, deliveryStreams } from '../tables.ts';
import { withTags } from '../tags.ts';

const known = new Set([
  'DeliveryStreamName',
  'DeliveryStreamType',
  'ExtendedS3DestinationConfiguration',
  'KinesisStreamSourceConfiguration',
  'Tags',
]);

function refuseUnsupported(input: CreateDeliveryStreamInput): void {
  const type = input.DeliveryStreamType ?? 'DirectPut';
  if (type !== 'DirectPut' && type !== 'KinesisStreamAsSource') throw unsupported(`DeliveryStreamType ${type}`);
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !known.has(name)) throw unsupported(name);
  }
}

/** The source's rows and watch, when the stream has one. */
function sourceOf(input: CreateDeliveryStreamInput, call: Call): DeliveryStreamRow['source'] {
  const { KinesisStreamARN: streamArn = '', RoleARN: roleArn = '' } = input.KinesisStreamSourceConfiguration ?? {};
  const wanted = input.DeliveryStreamType === 'KinesisStreamAsSource';
  if (wanted !== (input.KinesisStreamSourceConfiguration !== undefined)) {
    throw invalidArgument('KinesisStreamSourceConfiguration is for the type KinesisStreamAsSource, which needs it.');
  }
  if (!wanted) return undefined;
  const source = streamSource(call.globe, streamArn);
  if (!source) throw sourceNotFound(streamArn);
  requireAssumable(roleArn, call);
  markLatest(call.globe, { scope: call.scope, name: input.DeliveryStreamName ?? '' }, source, streamArn);
  return { streamArn, roleArn };
}

export const createDeliveryStream: Operation<CreateDeliveryStreamInput, CreateDeliveryStreamOutput> = (input, call) => {
  refuseUnsupported(input);
  const { DeliveryStreamName: name = '', ExtendedS3DestinationConfiguration: destination } = input;
  if (!destination) throw invalidArgument('Exactly one destination configuration is required.');
  const rows = call.globe.store.collection(deliveryStreams, call.scope);
  if (rows.has(name)) throw resourceInUse(name, call.scope.account);
  const source = sourceOf(input, call);
  const now = call.globe.clock.now();
  const arn = deliveryStreamArn(call.scope, name);
  rows.put({
    name,
    arn,
    createdAt: now,
    updatedAt: now,
    versionId: '1',
    destination: checkedDestination(destination, call),
    ...(source && { source }),
    tags: withTags({}, input.Tags ?? []),
  });
  if (source) watchSource(call.globe, { scope: call.scope, name });
  return { DeliveryStreamARN: arn };
};
