import type { UpdateGroupRequest } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { nameTaken } from '../errors.ts';
import { groupNamed, groupsOf, membersOf } from '../group.ts';
import { usersOf } from '../user.ts';

export const updateGroup: Operation<UpdateGroupRequest, object> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  const groupName = input.NewGroupName ?? group.groupName;
  const path = input.NewPath ?? group.path;
  const rows = groupsOf(call);
  const renamed = nameKey(groupName) !== nameKey(group.groupName);
  if (renamed && rows.has(nameKey(groupName))) throw nameTaken('Group', groupName);
  for (const user of membersOf(call, group)) {
    const groupNames = user.groupNames.map((name) => (name === group.groupName ? groupName : name));
    usersOf(call).put({ ...user, groupNames });
  }
  rows.delete(nameKey(group.groupName));
  rows.put({ ...group, groupName, path, arn: `arn:aws:iam::${call.scope.account}:group${path}${groupName}` });
  return {};
};
