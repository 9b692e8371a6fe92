import type { ListKeyPoliciesRequest, ListKeyPoliciesResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { keyById } from '../key.ts';

/** A key has one policy, named `default`. */
export const listKeyPolicies: Operation<ListKeyPoliciesRequest, ListKeyPoliciesResponse> = (input, call) => {
  keyById(call, input.KeyId);
  return { PolicyNames: ['default'], Truncated: false };
};
