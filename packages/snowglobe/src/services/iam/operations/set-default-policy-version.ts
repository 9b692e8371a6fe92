import type { SetDefaultPolicyVersionRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { managedPoliciesOf, ownPolicy } from '../managed-policy.ts';
import { versionOf } from '../policy-version.ts';

export const setDefaultPolicyVersion: Operation<SetDefaultPolicyVersionRequest, object> = (input, call) => {
  const policy = ownPolicy(call, input.PolicyArn);
  const { versionId } = versionOf(policy, input.VersionId);
  managedPoliciesOf(call).put({ ...policy, defaultVersionId: versionId, updatedAt: call.globe.clock.now() });
  return {};
};
