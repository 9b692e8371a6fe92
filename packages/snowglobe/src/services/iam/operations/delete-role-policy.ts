import type { DeleteRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { roleKind, withoutInlinePolicy } from '../policy-holder.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const deleteRolePolicy: Operation<DeleteRolePolicyRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put(withoutInlinePolicy(roleKind, role, input.PolicyName));
  return {};
};
