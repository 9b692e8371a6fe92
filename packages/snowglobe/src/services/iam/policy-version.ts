import type { PolicyVersion as ShownVersion } from '@aws-sdk/client-iam';
import type { AwsManagedPolicy } from '../../access/aws-managed-policies.ts';
import type { ManagedPolicyRow, PolicyVersion } from '../../access/tables.ts';
import { noSuchPolicyVersion } from './errors.ts';
import { wholeSeconds } from './whole-seconds.ts';

/** The versions of a policy; one of AWS's has a single version here. */
export type Versioned = Pick<ManagedPolicyRow, 'arn' | 'defaultVersionId' | 'versions'>;

export function versionsOf(policy: ManagedPolicyRow | AwsManagedPolicy): Versioned {
  if ('versions' in policy) return policy;
  const only = { versionId: 'v1', document: policy.document, createdAt: 0 };
  return { arn: policy.arn, defaultVersionId: 'v1', versions: [only] };
}

/** The version of that id; throws NoSuchEntity. */
export function versionOf(policy: Versioned, versionId: string | undefined): PolicyVersion {
  const version = policy.versions.find((each) => each.versionId === versionId);
  if (!version) throw noSuchPolicyVersion(policy.arn, versionId ?? '');
  return version;
}

/** As the API shows it, without the document. */
export function describeVersion(policy: Versioned, version: PolicyVersion): ShownVersion {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: wholeSeconds(version.createdAt),
  };
}
