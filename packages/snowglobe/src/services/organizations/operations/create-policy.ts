import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { idAlphabet } from '../id-alphabet.ts';
import { policiesOf, requireManagement, supportedType } from '../organization.ts';
import { checkedContent, checkedName, describePolicy } from '../policy.ts';

export const createPolicy: Operation<CreatePolicyRequest, CreatePolicyResponse> = (input, call) => {
  const organization = requireManagement(call);
  const type = supportedType(input.Type);
  const row = {
    policyId: `p-${call.globe.random.text(8, idAlphabet)}`,
    type,
    name: checkedName(call, input.Name, type),
    description: input.Description ?? '',
    content: checkedContent(input.Content, type),
    awsManaged: false,
    targetIds: [],
  };
  policiesOf(call).put(row);
  return { Policy: describePolicy(organization, row) };
};
