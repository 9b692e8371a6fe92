import type { UntagResourceRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { ownKey, saveKey } from '../key.ts';

export const untagResource: Operation<UntagResourceRequest, object> = (input, call) => {
  const key = ownKey(call, input.KeyId, 'UntagResource');
  const gone = new Set(input.TagKeys);
  const tags = Object.fromEntries(Object.entries(key.row.tags).filter(([name]) => !gone.has(name)));
  saveKey(call.globe, key, { tags });
  return {};
};
