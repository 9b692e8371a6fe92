import type { GetPolicyVersionRequest, GetPolicyVersionResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { policyByArn } from '../managed-policy.ts';
import { encodePolicy } from '../policy-text.ts';
import { describeVersion, versionOf, versionsOf } from '../policy-version.ts';

export const getPolicyVersion: Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> = (input, call) => {
  const policy = versionsOf(policyByArn(call, input.PolicyArn));
  const version = versionOf(policy, input.VersionId);
  return { PolicyVersion: { ...describeVersion(policy, version), Document: encodePolicy(version.document) } };
};
