import type { ListUserPoliciesRequest, ListUserPoliciesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { inlinePolicyPage } from '../policy-holder.ts';
import { userNamed } from '../user.ts';

export const listUserPolicies: Operation<ListUserPoliciesRequest, ListUserPoliciesResponse> = (input, call) => {
  return inlinePolicyPage(userNamed(call, input.UserName), input);
};
