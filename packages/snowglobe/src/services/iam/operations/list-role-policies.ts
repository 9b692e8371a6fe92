import type { ListRolePoliciesRequest, ListRolePoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { inlinePolicyPage } from '../policy-holder.ts';
import { roleNamed } from '../role.ts';

export const listRolePolicies: Operation<ListRolePoliciesRequest, ListRolePoliciesResponse> = (input, call) => {
  return inlinePolicyPage(roleNamed(call, input.RoleName), input);
};
