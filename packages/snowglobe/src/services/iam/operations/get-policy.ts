import type { GetPolicyRequest, GetPolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describePolicy, policyByArn } from '../managed-policy.ts';

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (input, call) => {
  return { Policy: describePolicy(call, policyByArn(call, input.PolicyArn)) };
};
