import type { ListRoleTagsRequest, ListRoleTagsResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { roleNamed } from '../role.ts';
import { tagList } from '../tags.ts';

export const listRoleTags: Operation<ListRoleTagsRequest, ListRoleTagsResponse> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  const { items, ...page } = pageOf(tagList(role.tags), (tag) => tag.Key, input);
  return { Tags: items, ...page };
};
