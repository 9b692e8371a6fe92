import type { DeletePolicyVersionRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { deleteConflict } from '../errors.ts';
import { managedPoliciesOf, ownPolicy } from '../managed-policy.ts';
import { versionOf } from '../policy-version.ts';

export const deletePolicyVersion: Operation<DeletePolicyVersionRequest, object> = (input, call) => {
  const policy = ownPolicy(call, input.PolicyArn);
  const version = versionOf(policy, input.VersionId);
  if (version.versionId === policy.defaultVersionId) {
    throw deleteConflict('Cannot delete the default version of a policy.');
  }
  managedPoliciesOf(call).put({ ...policy, versions: policy.versions.filter((each) => each !== version) });
  return {};
};
