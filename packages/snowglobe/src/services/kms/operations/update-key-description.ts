import type { UpdateKeyDescriptionRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { ownKey, saveKey } from '../key.ts';

export const updateKeyDescription: Operation<UpdateKeyDescriptionRequest, object> = (input, call) => {
  saveKey(call.globe, ownKey(call, input.KeyId, 'UpdateKeyDescription'), { description: input.Description ?? '' });
  return {};
};
