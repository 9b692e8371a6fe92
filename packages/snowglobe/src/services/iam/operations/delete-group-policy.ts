import type { DeleteGroupPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../group.ts';
import { groupKind, withoutInlinePolicy } from '../policy-holder.ts';

export const deleteGroupPolicy: Operation<DeleteGroupPolicyRequest, object> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  groupsOf(call).put(withoutInlinePolicy(groupKind, group, input.PolicyName));
  return {};
};
