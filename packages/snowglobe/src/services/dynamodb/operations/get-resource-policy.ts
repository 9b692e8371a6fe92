import type { GetResourcePolicyInput, GetResourcePolicyOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { policyNotFound } from '../errors.ts';
import { tableOfArn } from '../tagged-table.ts';

export const getResourcePolicy: Operation<GetResourcePolicyInput, GetResourcePolicyOutput> = (input, call) => {
  const policy = tableOfArn(call, input.ResourceArn as string).row.resourcePolicy;
  if (!policy) throw policyNotFound(input.ResourceArn as string);
  return { Policy: policy.text, RevisionId: policy.revision };
};
