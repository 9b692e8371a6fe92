import type { ListGroupPoliciesRequest, ListGroupPoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed } from '../group.ts';
import { inlinePolicyPage } from '../policy-holder.ts';

export const listGroupPolicies: Operation<ListGroupPoliciesRequest, ListGroupPoliciesResponse> = (input, call) => {
  return inlinePolicyPage(groupNamed(call, input.GroupName), input);
};
