import type { CreatePolicyVersionRequest, CreatePolicyVersionResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { tooManyVersions } from '../errors.ts';
import { limits } from '../limits.ts';
import { managedPoliciesOf, ownPolicy } from '../managed-policy.ts';
import { checkedManagedPolicy } from '../policy-text.ts';
import { describeVersion } from '../policy-version.ts';

export const createPolicyVersion: Operation<CreatePolicyVersionRequest, CreatePolicyVersionResponse> = (
  input,
  call,
) => {
  const policy = ownPolicy(call, input.PolicyArn);
  if (policy.versions.length >= limits.versionsPerPolicy) throw tooManyVersions();
  const lastVersion = policy.lastVersion + 1;
  const now = call.globe.clock.now();
  const document = checkedManagedPolicy(input.PolicyDocument);
  const version = { versionId: `v${lastVersion}`, document, createdAt: now };
  const changed = {
    ...policy,
    lastVersion,
    updatedAt: now,
    versions: [...policy.versions, version],
    ...(input.SetAsDefault && { defaultVersionId: version.versionId }),
  };
  managedPoliciesOf(call).put(changed);
  return { PolicyVersion: describeVersion(changed, version) };
};
