import type { TagResourceRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { ownKey, saveKey } from '../key.ts';
import { withTags } from '../tags.ts';

export const tagResource: Operation<TagResourceRequest, object> = (input, call) => {
  const key = ownKey(call, input.KeyId, 'TagResource');
  saveKey(call.globe, key, { tags: withTags(key.row.tags, input.Tags ?? []) });
  return {};
};
