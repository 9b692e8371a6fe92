import type { GetGroupPolicyRequest, GetGroupPolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { groupNamed } from '../group.ts';
import { groupKind, inlinePolicy } from '../policy-holder.ts';

export const getGroupPolicy: Operation<GetGroupPolicyRequest, GetGroupPolicyResponse> = (input, call) => {
  const group = groupNamed(call, input.GroupName);
  return {
    GroupName: group.groupName,
    PolicyName: input.PolicyName,
    PolicyDocument: inlinePolicy(groupKind, group, input.PolicyName),
  };
};
