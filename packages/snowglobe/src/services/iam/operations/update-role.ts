import type { UpdateRoleRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { limits } from '../limits.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const updateRole: Operation<UpdateRoleRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put({
    ...role,
    maxSessionDurationSeconds: input.MaxSessionDuration ?? limits.defaultSessionSeconds,
    ...(input.Description !== undefined && { description: input.Description }),
  });
  return {};
};
