import type { ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { attachedPolicyPage } from '../policy-holder.ts';
import { roleNamed } from '../role.ts';

export const listAttachedRolePolicies: Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> = (
  input,
  call,
) => {
  return attachedPolicyPage(roleNamed(call, input.RoleName), input);
};
