import type { PutRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { attachableArn } from '../managed-policy.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const putRolePermissionsBoundary: Operation<PutRolePermissionsBoundaryRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put({ ...role, boundaryArn: attachableArn(call, input.PermissionsBoundary) });
  return {};
};
