import type { DeleteDeliveryStreamInput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { buffersOf, dropBuffers } from '../buffer.ts';
import { forgetDelivery } from '../delivery.ts';
import { getStream } from '../delivery-stream.ts';
import { releaseKey } from '../encryption.ts';
import { unwatchSource } from '../kinesis-source.ts';
import { deliveryStreams, sourcePositions } from '../tables.ts';

/** Records that are not yet written are lost, as on AWS. */
export const deleteDeliveryStream: Operation<DeleteDeliveryStreamInput, object> = (input, call) => {
  const { key, name } = getStream(call, input.DeliveryStreamName);
  const { store } = call.globe;
  unwatchSource(call.globe, { scope: call.scope, name });
  store.collection(sourcePositions, call.scope, name).clear();
  const address = { scope: call.scope, name };
  for (const { bufferName } of buffersOf(call.globe, address)) forgetDelivery(call.globe, { ...address, bufferName });
  dropBuffers(call.globe, address);
  store.collection(deliveryStreams, call.scope).delete(name);
  return key ? releaseKey(call, key).then(() => ({})) : {};
};
