import type { UpdateAssumeRolePolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { checkedTrustPolicy, roleNamed, rolesOf } from '../role.ts';

export const updateAssumeRolePolicy: Operation<UpdateAssumeRolePolicyRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put({ ...role, trustPolicy: checkedTrustPolicy(call, input.PolicyDocument) });
  return {};
};
