import type { AttachGroupPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../group.ts';
import { attachableArn } from '../managed-policy.ts';
import { groupKind, withAttachedPolicy } from '../policy-holder.ts';

export const attachGroupPolicy: Operation<AttachGroupPolicyRequest, object> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  const arn = attachableArn(call, input.PolicyArn);
  groupsOf(call).put(withAttachedPolicy(groupKind, group, arn));
  return {};
};
