import type { UntagPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { managedPoliciesOf, ownPolicy } from '../managed-policy.ts';
import { withoutTags } from '../tags.ts';

export const untagPolicy: Operation<UntagPolicyRequest, object> = (input, call) => {
  const policy = ownPolicy(call, input.PolicyArn);
  managedPoliciesOf(call).put({ ...policy, tags: withoutTags(policy.tags, input.TagKeys) });
  return {};
};
