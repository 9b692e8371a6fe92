import type { DisableKeyRotationRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { rotatableKey } from '../rotation.ts';
import { keys } from '../tables.ts';

export const disableKeyRotation: Operation<DisableKeyRotationRequest, object> = (input, call) => {
  const { row, scope } = rotatableKey(call, input.KeyId, 'DisableKeyRotation');
  const { rotation: _, ...kept } = row;
  call.globe.store.collection(keys, scope).put(kept);
  return {};
};
