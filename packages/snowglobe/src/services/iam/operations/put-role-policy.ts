import type { PutRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { roleKind, withInlinePolicy } from '../policy-holder.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const putRolePolicy: Operation<PutRolePolicyRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put(withInlinePolicy(roleKind, role, role.roleName, input));
  return {};
};
