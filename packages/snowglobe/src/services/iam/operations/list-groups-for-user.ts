import type { ListGroupsForUserRequest, ListGroupsForUserResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describeGroup, groupNamed } from '../group.ts';
import { pageOf } from '../paging.ts';
import { userNamed } from '../user.ts';

export const listGroupsForUser: Operation<ListGroupsForUserRequest, ListGroupsForUserResponse> = (input, call) => {
  const groups = [...userNamed(call, input.UserName).groupNames].sort().map((name) => groupNamed(call, name));
  const { items, ...page } = pageOf(groups, (group) => group.groupName, input);
  return { Groups: items.map(describeGroup), ...page };
};
