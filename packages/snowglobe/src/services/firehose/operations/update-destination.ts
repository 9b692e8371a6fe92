import type { UpdateDestinationInput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { destinationId } from '../description.ts';
import { updatedDestination } from '../destination.ts';
import { concurrentModification, invalidArgument, unsupported } from '../errors.ts';
import { deliveryStreams } from '../tables.ts';

const known = new Set([
  'CurrentDeliveryStreamVersionId',
  'DeliveryStreamName',
  'DestinationId',
  'ExtendedS3DestinationUpdate',
]);

export const updateDestination: Operation<UpdateDestinationInput, object> = (input, call) => {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !known.has(name)) throw unsupported(name);
  }
  const row = getStream(call, input.DeliveryStreamName);
  if (input.CurrentDeliveryStreamVersionId !== row.versionId) throw concurrentModification();
  if (input.DestinationId !== destinationId) throw invalidArgument(`Destination Id ${input.DestinationId} not found`);
  call.globe.store.collection(deliveryStreams, call.scope).put({
    ...row,
    destination: updatedDestination(row.destination, input.ExtendedS3DestinationUpdate ?? {}, call),
    versionId: String(Number(row.versionId) + 1),
    updatedAt: call.globe.clock.now(),
  });
  return {};
};
