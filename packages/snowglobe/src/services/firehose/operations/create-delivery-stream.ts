import type {
  CreateDeliveryStreamInput,
  CreateDeliveryStreamOutput,
  DeliveryStreamEncryptionConfigurationInput,
} from '@aws-sdk/client-firehose';
import type { Call, Operation } from '../../../contract/operation.ts';
import { deliveryStreamArn, getStream } from '../delivery-stream.ts';
import { checkedDestination, checkQuery, requireAssumable } from '../destination.ts';
import { checkKeyInput, checkStreamsOfKey, obtainKey } from '../encryption.ts';
import { encryptionNeedsDirectPut, invalidArgument, resourceInUse, sourceNotFound, unsupported } from '../errors.ts';
import { bucketOfEndpoint, checkedEndpoint } from '../http-endpoint/endpoint-destination.ts';
import { markLatest, streamSource, watchSource } from '../kinesis-source.ts';
import { type DeliveryStreamRow, deliveryStreams } from '../tables.ts';
import { withTags } from '../tags.ts';

const known = new Set([
  'DeliveryStreamEncryptionConfigurationInput',
  'DeliveryStreamName',
  'DeliveryStreamType',
  'ExtendedS3DestinationConfiguration',
  'HttpEndpointDestinationConfiguration',
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

/** Throws where a key cannot be asked for. */
function checkEncryption(
  { DeliveryStreamEncryptionConfigurationInput: wanted, ...input }: CreateDeliveryStreamInput,
  call: Call,
): void {
  if (!wanted) return;
  if (input.DeliveryStreamType === 'KinesisStreamAsSource') throw encryptionNeedsDirectPut();
  checkKeyInput(wanted);
  checkStreamsOfKey(call, wanted);
}

/** The key of a new stream; without it the stream is there, but of no use: CREATING_FAILED. */
async function addKey(call: Call, name: string, wanted: DeliveryStreamEncryptionConfigurationInput): Promise<void> {
  const result = await obtainKey(call, wanted);
  call.step(() => {
    const row = getStream(call, name);
    const { failure: creationFailure, key } = result;
    call.globe.store
      .collection(deliveryStreams, call.scope)
      .put({ ...row, ...(key && { key }), ...(creationFailure && { creationFailure }) });
  });
}

/** Where the stream's records go. */
function placeOf(
  { ExtendedS3DestinationConfiguration: given, HttpEndpointDestinationConfiguration: http }: CreateDeliveryStreamInput,
  call: Call,
): Pick<DeliveryStreamRow, 'destination' | 'endpoint'> {
  if (given && !http) return { destination: checkedDestination(given, call) };
  if (!http || given) throw invalidArgument('Exactly one destination configuration is required.');
  const endpoint = checkedEndpoint(http);
  return { endpoint, destination: checkedDestination(bucketOfEndpoint(endpoint), call) };
}

/** Makes the stream in a step. */
function create(input: CreateDeliveryStreamInput, call: Call): void {
  const { DeliveryStreamName: name = '' } = input;
  const rows = call.globe.store.collection(deliveryStreams, call.scope);
  if (rows.has(name)) throw resourceInUse(name, call.scope.account);
  const source = sourceOf(input, call);
  const now = call.globe.clock.now();
  rows.put({
    name,
    arn: deliveryStreamArn(call.scope, name),
    createdAt: now,
    updatedAt: now,
    versionId: '1',
    ...placeOf(input, call),
    ...(source && { source }),
    tags: withTags({}, input.Tags ?? []),
  });
  if (source) watchSource(call.globe, { scope: call.scope, name });
}

/** Differs from AWS: the stream is ACTIVE, or CREATING_FAILED, when the answer comes. */
export const createDeliveryStream: Operation<CreateDeliveryStreamInput, CreateDeliveryStreamOutput> = async (
  input,
  call,
) => {
  refuseUnsupported(input);
  checkEncryption(input, call);
  await checkQuery(input.ExtendedS3DestinationConfiguration);
  call.step(() => create(input, call));
  const { DeliveryStreamEncryptionConfigurationInput: wanted, DeliveryStreamName: name = '' } = input;
  if (wanted) await addKey(call, name, wanted);
  return { DeliveryStreamARN: deliveryStreamArn(call.scope, name) };
};
