import type { ListResourceTagsRequest, ListResourceTagsResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { keyById } from '../key.ts';
import { limits } from '../limits.ts';
import { pageOf } from '../page.ts';

export const listResourceTags: Operation<ListResourceTagsRequest, ListResourceTagsResponse> = (input, call) => {
  const tags = Object.entries(keyById(call, input.KeyId).row.tags).sort(([a], [b]) => (a < b ? -1 : 1));
  const { page, rest } = pageOf(tags, ([key]) => key, input, limits.tagsPerKey);
  return { Tags: page.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...rest };
};
