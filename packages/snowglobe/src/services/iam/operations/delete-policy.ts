import type { DeletePolicyRequest } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { deleteConflict } from '../errors.ts';
import { holdersOf, managedPoliciesOf, ownPolicy } from '../managed-policy.ts';

export const deletePolicy: Operation<DeletePolicyRequest, object> = (input, call) => {
  const policy = ownPolicy(call, input.PolicyArn);
  const { roles, users, groups } = holdersOf(call, policy.arn);
  if (roles.length + users.length + groups.length > 0) {
    throw deleteConflict('Cannot delete a policy attached to entities.');
  }
  if (policy.versions.length > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  managedPoliciesOf(call).delete(nameKey(policy.policyName));
  return {};
};
