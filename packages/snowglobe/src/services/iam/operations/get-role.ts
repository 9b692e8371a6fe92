import type { GetRoleRequest, GetRoleResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describeRole, roleNamed } from '../role.ts';

export const getRole: Operation<GetRoleRequest, GetRoleResponse> = (input, call) => {
  return { Role: describeRole(roleNamed(call, input.RoleName)) };
};
