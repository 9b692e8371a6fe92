import type { PutGroupPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed, groupsOf } from '../group.ts';
import { groupKind, withInlinePolicy } from '../policy-holder.ts';

export const putGroupPolicy: Operation<PutGroupPolicyRequest, object> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  groupsOf(call).put(withInlinePolicy(groupKind, group, group.groupName, input));
  return {};
};
