import type { DetachRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { withoutAttachedPolicy } from '../policy-holder.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const detachRolePolicy: Operation<DetachRolePolicyRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put(withoutAttachedPolicy(role, input.PolicyArn));
  return {};
};
