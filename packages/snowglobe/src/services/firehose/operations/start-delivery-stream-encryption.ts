import type { StartDeliveryStreamEncryptionInput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { checkKeyInput, checkStreamsOfKey, countChange, obtainKey, releaseKey } from '../encryption.ts';
import { deliveryStreams } from '../tables.ts';

/** Differs from AWS: ENABLING is over when the answer comes. */
export const startDeliveryStreamEncryption: Operation<StartDeliveryStreamEncryptionInput, object> = async (
  input,
  call,
) => {
  const wanted = input.DeliveryStreamEncryptionConfigurationInput ?? { KeyType: 'AWS_OWNED_CMK' };
  checkKeyInput(wanted);
  checkStreamsOfKey(call, wanted);
  const before = countChange(call, getStream(call, input.DeliveryStreamName));
  const { failure, key } = await obtainKey(call, wanted);
  call.step(() => {
    const { encryptionFailure: _, ...row } = getStream(call, input.DeliveryStreamName);
    const changed = { ...row, ...(key && { key }), ...(failure && { encryptionFailure: failure }) };
    call.globe.store.collection(deliveryStreams, call.scope).put(changed);
  });
  if (key) await releaseKey(call, before.key);
  return {};
};
