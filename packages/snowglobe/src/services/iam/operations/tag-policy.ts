import type { TagPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { managedPoliciesOf, ownPolicy } from '../managed-policy.ts';
import { tagsOf } from '../tags.ts';

export const tagPolicy: Operation<TagPolicyRequest, object> = (input, call) => {
  const policy = ownPolicy(call, input.PolicyArn);
  managedPoliciesOf(call).put({ ...policy, tags: tagsOf(input.Tags, policy.tags) });
  return {};
};
