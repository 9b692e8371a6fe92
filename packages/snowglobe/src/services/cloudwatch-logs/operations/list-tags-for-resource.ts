import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupNameOf } from '../log-group.ts';

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = (
  input,
  call,
) => {
  return { tags: { ...groupNamed(call, groupNameOf(input.resourceArn ?? '')).tags } };
};
