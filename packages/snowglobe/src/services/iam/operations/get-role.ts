import type { GetRoleRequest, GetRoleResponse } from '@aws-sdk/client-iam';
import { lastUses } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { everywhere } from '../../../contract/scope.ts';
import { describeRole, roleNamed } from '../role.ts';

export const getRole: Operation<GetRoleRequest, GetRoleResponse> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  return { Role: describeRole(role, call.globe.store.collection(lastUses, everywhere).get(role.arn)) };
};
