import type { UpdatePolicyRequest, UpdatePolicyResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { policiesOf, requireManagement } from '../organization.ts';
import { checkedContent, checkedName, describePolicy, requireOwnPolicy } from '../policy.ts';

export const updatePolicy: Operation<UpdatePolicyRequest, UpdatePolicyResponse> = (input, call) => {
  const organization = requireManagement(call);
  const row = requireOwnPolicy(call, input.PolicyId);
  const changed = {
    ...row,
    ...(input.Name !== undefined && { name: checkedName(call, input.Name, row.type, row.policyId) }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.Content !== undefined && { content: checkedContent(input.Content, row.type) }),
  };
  policiesOf(call).put(changed);
  return { Policy: describePolicy(organization, changed) };
};
