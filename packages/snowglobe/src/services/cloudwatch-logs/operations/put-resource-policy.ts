import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { notSupported, tooManyResourcePolicies } from '../errors.ts';
import { limits } from '../limits.ts';
import { checkedDocument, describeResourcePolicy } from '../resource-policy.ts';
import { resourcePolicies } from '../tables.ts';

export const putResourcePolicy: Operation<PutResourcePolicyRequest, PutResourcePolicyResponse> = (input, call) => {
  if (input.resourceArn !== undefined) throw notSupported('policies of a single log group (resourceArn)');
  const rows = call.globe.store.collection(resourcePolicies, call.scope);
  const policyName = input.policyName ?? 'ResourcePolicy';
  if (!rows.has(policyName) && rows.size >= limits.resourcePoliciesPerRegion) throw tooManyResourcePolicies();
  const policy = { policyName, document: checkedDocument(input.policyDocument), updatedAt: call.globe.clock.now() };
  rows.put(policy);
  return { resourcePolicy: describeResourcePolicy(policy) };
};
