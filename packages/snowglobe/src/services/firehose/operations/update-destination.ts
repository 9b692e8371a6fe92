import type { UpdateDestinationInput } from '@aws-sdk/client-firehose';
import type { Call, Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { destinationId } from '../description.ts';
import { checkedDestination, checkQuery, mergedDestination } from '../destination.ts';
import { concurrentModification, invalidArgument, unsupported } from '../errors.ts';
import { bucketOfEndpoint, checkedEndpoint, mergedEndpoint } from '../http-endpoint/endpoint-destination.ts';
import { type DeliveryStreamRow, deliveryStreams } from '../tables.ts';

const known = new Set([
  'CurrentDeliveryStreamVersionId',
  'DeliveryStreamName',
  'DestinationId',
  'ExtendedS3DestinationUpdate',
  'HttpEndpointDestinationUpdate',
]);

/** Where the stream's records go after the update. */
function changedPlace(
  { destination, endpoint }: DeliveryStreamRow,
  input: UpdateDestinationInput,
  call: Call,
): Pick<DeliveryStreamRow, 'destination' | 'endpoint'> {
  const { ExtendedS3DestinationUpdate: s3, HttpEndpointDestinationUpdate: http } = input;
  if (endpoint ? s3 : http) throw invalidArgument('The type of a destination cannot be changed.');
  if (!endpoint) return { destination: checkedDestination(mergedDestination(destination, s3 ?? {}), call) };
  const changed = checkedEndpoint(mergedEndpoint(endpoint, http ?? {}));
  return { endpoint: changed, destination: checkedDestination(bucketOfEndpoint(changed), call) };
}

export const updateDestination: Operation<UpdateDestinationInput, object> = async (input, call) => {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !known.has(name)) throw unsupported(name);
  }
  const row = getStream(call, input.DeliveryStreamName);
  if (input.CurrentDeliveryStreamVersionId !== row.versionId) throw concurrentModification();
  if (input.DestinationId !== destinationId) throw invalidArgument(`Destination Id ${input.DestinationId} not found`);
  const place = changedPlace(row, input, call);
  await checkQuery(place.destination);
  call.step(() => {
    const current = getStream(call, input.DeliveryStreamName);
    if (current.versionId !== row.versionId) throw concurrentModification();
    const versionId = String(Number(row.versionId) + 1);
    const changed = { ...current, ...place, versionId, updatedAt: call.globe.clock.now() };
    call.globe.store.collection(deliveryStreams, call.scope).put(changed);
  });
  return {};
};
