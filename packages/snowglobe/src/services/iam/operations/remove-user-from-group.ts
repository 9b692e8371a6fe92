import type { RemoveUserFromGroupRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed } from '../group.ts';
import { userNamed, usersOf } from '../user.ts';

export const removeUserFromGroup: Operation<RemoveUserFromGroupRequest, object> = (input, call) => {
  const { groupName } = groupNamed(call, input.GroupName);
  const user = userNamed(call, input.UserName);
  usersOf(call).put({ ...user, groupNames: user.groupNames.filter((name) => name !== groupName) });
  return {};
};
