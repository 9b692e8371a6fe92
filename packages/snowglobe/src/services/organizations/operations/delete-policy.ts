import type { DeletePolicyRequest } from '@aws-sdk/client-organizations';
import type { Operation } from '../../../contract/operation.ts';
import { policyInUse } from '../errors.ts';
import { policiesOf, requireManagement } from '../organization.ts';
import { requireOwnPolicy } from '../policy.ts';

export const deletePolicy: Operation<DeletePolicyRequest, object> = (input, call) => {
  requireManagement(call);
  const row = requireOwnPolicy(call, input.PolicyId);
  if (row.targetIds.length > 0) throw policyInUse();
  policiesOf(call).delete(row.policyId);
  return {};
};
