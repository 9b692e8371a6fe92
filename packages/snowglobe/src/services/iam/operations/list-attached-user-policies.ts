import type { ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { attachedPolicyPage } from '../policy-holder.ts';
import { userNamed } from '../user.ts';

export const listAttachedUserPolicies: Operation<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse> = (
  input,
  call,
) => {
  return attachedPolicyPage(userNamed(call, input.UserName), input);
};
