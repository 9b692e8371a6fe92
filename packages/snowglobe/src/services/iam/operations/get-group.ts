import type { GetGroupRequest, GetGroupResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describeGroup, groupNamed, membersOf } from '../group.ts';
import { pageOf } from '../paging.ts';
import { describeListedUser } from '../user.ts';

export const getGroup: Operation<GetGroupRequest, GetGroupResponse> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  const { items, ...page } = pageOf(membersOf(call, group), (user) => user.userName.toLowerCase(), input);
  return { Group: describeGroup(group), Users: items.map(describeListedUser), ...page };
};
