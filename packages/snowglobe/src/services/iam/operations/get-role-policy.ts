import type { GetRolePolicyRequest, GetRolePolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { inlinePolicy, roleKind } from '../policy-holder.ts';
import { roleNamed } from '../role.ts';

export const getRolePolicy: Operation<GetRolePolicyRequest, GetRolePolicyResponse> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  return {
    RoleName: role.roleName,
    PolicyName: input.PolicyName,
    PolicyDocument: inlinePolicy(roleKind, role, input.PolicyName),
  };
};
