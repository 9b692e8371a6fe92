import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { taggedResource } from '../tags.ts';

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = (
  input,
  call,
) => {
  const { tags } = taggedResource(call, input.ResourceARN ?? '');
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
