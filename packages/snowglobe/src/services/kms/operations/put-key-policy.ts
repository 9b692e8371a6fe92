import type { PutKeyPolicyRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { ownKey, saveKey } from '../key.ts';
import { checkedPolicy } from '../key-policy.ts';
import { requirePolicyName } from '../policy-name.ts';

export const putKeyPolicy: Operation<PutKeyPolicyRequest, object> = (input, call) => {
  requirePolicyName(input.PolicyName);
  const key = ownKey(call, input.KeyId, 'PutKeyPolicy');
  saveKey(call.globe, key, { policy: checkedPolicy(input.Policy ?? '') });
  return {};
};
