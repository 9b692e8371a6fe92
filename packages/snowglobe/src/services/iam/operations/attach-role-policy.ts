import type { AttachRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { attachableArn } from '../managed-policy.ts';
import { roleKind, withAttachedPolicy } from '../policy-holder.ts';
import { roleNamed, rolesOf } from '../role.ts';

export const attachRolePolicy: Operation<AttachRolePolicyRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  const arn = attachableArn(call, input.PolicyArn);
  rolesOf(call).put(withAttachedPolicy(roleKind, role, arn));
  return {};
};
