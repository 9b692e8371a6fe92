import type { DeleteGroupRequest } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { deleteConflict } from '../errors.ts';
import { groupNamed, groupsOf, membersOf } from '../group.ts';

export const deleteGroup: Operation<DeleteGroupRequest, object> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  if (membersOf(call, group).length > 0) {
    throw deleteConflict('Cannot delete entity, must remove users from group first.');
  }
  if (group.attachedPolicyArns.length > 0)
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (Object.keys(group.inlinePolicies).length > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
  groupsOf(call).delete(nameKey(group.groupName));
  return {};
};
