import type { DisableKeyRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { ownKey, saveKey } from '../key.ts';

export const disableKey: Operation<DisableKeyRequest, object> = (input, call) => {
  saveKey(call.globe, ownKey(call, input.KeyId, 'DisableKey'), { state: 'Disabled' });
  return {};
};
