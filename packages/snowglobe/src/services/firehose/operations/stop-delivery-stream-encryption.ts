import type { StopDeliveryStreamEncryptionInput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { countChange, releaseKey } from '../encryption.ts';
import { deliveryStreams } from '../tables.ts';

/** Differs from AWS: DISABLING is over when the answer comes. */
export const stopDeliveryStreamEncryption: Operation<StopDeliveryStreamEncryptionInput, object> = async (
  input,
  call,
) => {
  const { encryptionFailure: _, key, ...row } = countChange(call, getStream(call, input.DeliveryStreamName));
  call.globe.store.collection(deliveryStreams, call.scope).put(row);
  await releaseKey(call, key);
  return {};
};
