import type { DescribePolicyRequest, DescribePolicyResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { requireManagement } from '../organization.ts';
import { describePolicy as describe, requirePolicy } from '../policy.ts';

export const describePolicy: Operation<DescribePolicyRequest, DescribePolicyResponse> = (input, call) => {
  const organization = requireManagement(call);
  return { Policy: describe(organization, requirePolicy(call, input.PolicyId)) };
};
