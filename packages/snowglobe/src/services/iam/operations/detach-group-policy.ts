import type { DetachGroupPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../group.ts';
import { withoutAttachedPolicy } from '../policy-holder.ts';

export const detachGroupPolicy: Operation<DetachGroupPolicyRequest, object> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  groupsOf(call).put(withoutAttachedPolicy(group, input.PolicyArn));
  return {};
};
