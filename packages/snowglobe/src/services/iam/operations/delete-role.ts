import type { DeleteRoleRequest } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { deleteConflict, protectedRole } from '../errors.ts';
import { profilesOf } from '../instance-profile.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const deleteRole: Operation<DeleteRoleRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  if (role.path.startsWith('/aws-service-role/')) throw protectedRole(role.roleName);
  if (role.attachedPolicyArns.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (Object.keys(role.inlinePolicies).length > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
  if ([...profilesOf(call).range()].some((profile) => profile.roleName === role.roleName)) {
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  }
  rolesOf(call).delete(nameKey(role.roleName));
  return {};
};
