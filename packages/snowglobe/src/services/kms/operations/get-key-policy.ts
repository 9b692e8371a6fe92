import type { GetKeyPolicyRequest, GetKeyPolicyResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { keyById } from '../key.ts';
import { requirePolicyName } from '../policy-name.ts';

export const getKeyPolicy: Operation<GetKeyPolicyRequest, GetKeyPolicyResponse> = (input, call) => {
  requirePolicyName(input.PolicyName);
  return { Policy: keyById(call, input.KeyId).row.policy, PolicyName: 'default' };
};
