import type { ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed } from '../group.ts';
import { attachedPolicyPage } from '../policy-holder.ts';

export const listAttachedGroupPolicies: Operation<
  ListAttachedGroupPoliciesRequest,
  ListAttachedGroupPoliciesResponse
> = (input, call) => {
  return attachedPolicyPage(groupNamed(call, input.GroupName), input);
};
