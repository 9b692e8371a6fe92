import type { UpdateDestinationInput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { destinationId } from '../description.ts';
import { checkedDestination, checkQuery, mergedDestination } from '../destination.ts';
import { concurrentModification, invalidArgument, unsupported } from '../errors.ts';
import { deliveryStreams } from '../tables.ts';

const known = new Set([
  'CurrentDeliveryStreamVersionId',
  'DeliveryStreamName',
  'DestinationId',
  'ExtendedS3DestinationUpdate',
]);

export const updateDestination: Operation<UpdateDestinationInput, object> = async (input, call) => {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !known.has(name)) throw unsupported(name);
  }
  const row = getStream(call, input.DeliveryStreamName);
  if (input.CurrentDeliveryStreamVersionId !== row.versionId) throw concurrentModification();
  if (input.DestinationId !== destinationId) throw invalidArgument(`Destination Id ${input.DestinationId} not found`);
  const destination = checkedDestination(
    mergedDestination(row.destination, input.ExtendedS3DestinationUpdate ?? {}),
    call,
  );
  await checkQuery(destination);
  call.step(() => {
    const current = getStream(call, input.DeliveryStreamName);
    if (current.versionId !== row.versionId) throw concurrentModification();
    const versionId = String(Number(row.versionId) + 1);
    const changed = { ...current, destination, versionId, updatedAt: call.globe.clock.now() };
    call.globe.store.collection(deliveryStreams, call.scope).put(changed);
  });
  return {};
};
