import type { ListUserTagsRequest, ListUserTagsResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { tagList } from '../tags.ts';
import { userNamed } from '../user.ts';

export const listUserTags: Operation<ListUserTagsRequest, ListUserTagsResponse> = (input, call) => {
  const user = userNamed(call, input.UserName);
  const { items, ...page } = pageOf(tagList(user.tags), (tag) => tag.Key, input);
  return { Tags: items, ...page };
};
