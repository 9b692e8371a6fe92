import type { AddUserToGroupRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { quotaExceeded } from '../errors.ts';
import { groupNamed } from '../group.ts';
import { limits } from '../limits.ts';
import { userNamed, usersOf } from '../user.ts';

export const addUserToGroup: Operation<AddUserToGroupRequest, object> = (input, call) => {
  const { groupName } = groupNamed(call, input.GroupName);
  const user = userNamed(call, input.UserName);
  if (user.groupNames.includes(groupName)) return {};
  if (user.groupNames.length >= limits.groupsPerUser) throw quotaExceeded('GroupsPerUser', limits.groupsPerUser);
  usersOf(call).put({ ...user, groupNames: [...user.groupNames, groupName] });
  return {};
};
