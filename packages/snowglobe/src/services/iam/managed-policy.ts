import type { Policy } from '@aws-sdk/client-iam';
import { type AwsManagedPolicy, awsManagedPolicy } from '../../access/aws-managed-policies.ts';
import { customerManagedPolicy } from '../../access/identity-policies.ts';
import { type ManagedPolicyRow, managedPolicies, type PolicyHolder } from '../../access/tables.ts';
import type { Call } from '../../contract/operation.ts';
import { globalScope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { noSuchPolicy, notAttachable } from './errors.ts';
import { groupsOf } from './group.ts';
import { rolesOf } from './role.ts';
import { tagList } from './tags.ts';
import { usersOf } from './user.ts';
import { wholeSeconds } from './whole-seconds.ts';

export function managedPoliciesOf(call: Call): Collection<ManagedPolicyRow> {
  return call.globe.store.collection(managedPolicies, globalScope(call.scope.account));
}

/** A customer managed policy of the account; throws NoSuchEntity. */
export function ownPolicy(call: Call, arn: string | undefined): ManagedPolicyRow {
  const row = customerManagedPolicy(call.globe.store, arn ?? '');
  if (!row) throw noSuchPolicy(arn ?? '');
  return row;
}

/** A policy of AWS's or of the account; throws NoSuchEntity. */
export function policyByArn(call: Call, arn: string | undefined): ManagedPolicyRow | AwsManagedPolicy {
  return awsManagedPolicy(arn ?? '') ?? ownPolicy(call, arn);
}

/** The ARN, when a policy of AWS's or of the account stands behind it. */
export function attachableArn(call: Call, arn: string | undefined): string {
  const known = awsManagedPolicy(arn ?? '') ?? customerManagedPolicy(call.globe.store, arn ?? '');
  if (!known) throw notAttachable(arn ?? '');
  return known.arn;
}

/** Roles, users and groups that a managed policy is attached to. */
export function holdersOf(call: Call, arn: string) {
  const attached = (holder: PolicyHolder) => holder.attachedPolicyArns.includes(arn);
  return {
    roles: [...rolesOf(call).range()].filter(attached),
    users: [...usersOf(call).range()].filter(attached),
    groups: [...groupsOf(call).range()].filter(attached),
  };
}

function boundaryCount(call: Call, arn: string): number {
  const bounded = [...rolesOf(call).range(), ...usersOf(call).range()].filter((each) => each.boundaryArn === arn);
  return bounded.length;
}

/** As the API shows it. */
export function describePolicy(call: Call, policy: ManagedPolicyRow | AwsManagedPolicy): Policy {
  const holders = holdersOf(call, policy.arn);
  const counts = {
    AttachmentCount: holders.roles.length + holders.users.length + holders.groups.length,
    PermissionsBoundaryUsageCount: boundaryCount(call, policy.arn),
  };
  const named = { PolicyName: policy.policyName, Arn: policy.arn, Path: policy.path, IsAttachable: true };
  if (!('versions' in policy)) {
    return { ...named, ...counts, PolicyId: awsPolicyId(policy), DefaultVersionId: 'v1' };
  }
  return {
    ...named,
    ...counts,
    PolicyId: policy.policyId,
    DefaultVersionId: policy.defaultVersionId,
    CreateDate: wholeSeconds(policy.createdAt),
    UpdateDate: wholeSeconds(policy.updatedAt),
    ...(policy.description !== undefined && { Description: policy.description }),
    ...(Object.keys(policy.tags).length > 0 && { Tags: tagList(policy.tags) }),
  };
}

// Differs from AWS: the ids of AWS's own policies are made from their names.
function awsPolicyId({ policyName }: AwsManagedPolicy): string {
  const letters = policyName.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return `ANPA${letters.padEnd(17, 'A').slice(0, 17)}`;
}
