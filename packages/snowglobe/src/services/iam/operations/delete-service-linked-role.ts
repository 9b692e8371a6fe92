import type { DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { invalidInput } from '../errors.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const deleteServiceLinkedRole: Operation<DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse> = (
  input,
  call,
) => {
  const role = roleNamed(call, input.RoleName);
  if (!role.path.startsWith('/aws-service-role/')) {
    throw invalidInput(`The role named ${role.roleName} is not a service-linked role.`);
  }
  rolesOf(call).delete(nameKey(role.roleName));
  return { DeletionTaskId: `task${role.path}${role.roleName}/${call.globe.random.uuid()}` };
};
