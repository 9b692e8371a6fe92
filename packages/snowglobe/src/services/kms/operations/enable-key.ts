import type { EnableKeyRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { ownKey, saveKey } from '../key.ts';

export const enableKey: Operation<EnableKeyRequest, object> = (input, call) => {
  saveKey(call.globe, ownKey(call, input.KeyId, 'EnableKey'), { state: 'Enabled' });
  return {};
};
