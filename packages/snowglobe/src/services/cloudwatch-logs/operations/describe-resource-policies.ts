import type {
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { limits } from '../limits.ts';
import { keyOfToken, pageOf } from '../page-token.ts';
import { describeResourcePolicy } from '../resource-policy.ts';
import { resourcePolicies } from '../tables.ts';

export const describeResourcePolicies: Operation<DescribeResourcePoliciesRequest, DescribeResourcePoliciesResponse> = (
  input,
  call,
) => {
  const after = keyOfToken(input.nextToken);
  const rows = call.globe.store.collection(resourcePolicies, call.scope).range(after === undefined ? {} : { after });
  const { page, nextToken } = pageOf(rows, (row) => row.policyName, input.limit ?? limits.pageGroups);
  return {
    resourcePolicies: page.map(describeResourcePolicy),
    ...(nextToken !== undefined && { nextToken }),
  };
};
