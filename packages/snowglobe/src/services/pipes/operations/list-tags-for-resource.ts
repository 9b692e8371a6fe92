import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { taggedPipe } from '../tags.ts';

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = (
  input,
  call,
) => {
  return { tags: { ...taggedPipe(call, input.resourceArn).tags } };
};
