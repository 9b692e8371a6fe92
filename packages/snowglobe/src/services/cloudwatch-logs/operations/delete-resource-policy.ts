import type { DeleteResourcePolicyRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchResourcePolicy } from '../errors.ts';
import { resourcePolicies } from '../tables.ts';

export const deleteResourcePolicy: Operation<DeleteResourcePolicyRequest, object> = (input, call) => {
  const policyName = input.policyName ?? '';
  const deleted = call.globe.store.collection(resourcePolicies, call.scope).delete(policyName);
  if (!deleted) throw noSuchResourcePolicy(policyName);
  return {};
};
