import type { DeleteRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const deleteRolePermissionsBoundary: Operation<DeleteRolePermissionsBoundaryRequest, object> = (input, call) => {
  const { boundaryArn: _boundary, ...role } = roleNamed(call, input.RoleName);
  rolesOf(call).put(role);
  return {};
};
