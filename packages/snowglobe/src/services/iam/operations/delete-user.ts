import type { DeleteUserRequest } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { keysOf } from '../access-key.ts';
import { deleteConflict } from '../errors.ts';
import { userNamed, usersOf } from '../user.ts';

export const deleteUser: Operation<DeleteUserRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  if (user.groupNames.length > 0) throw deleteConflict('Cannot delete entity, must remove users from group first.');
  if (user.attachedPolicyArns.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (Object.keys(user.inlinePolicies).length > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
  if (keysOf(call, user.userName).length > 0) {
    throw deleteConflict('Cannot delete entity, must delete access keys first.');
  }
  usersOf(call).delete(nameKey(user.userName));
  return {};
};
