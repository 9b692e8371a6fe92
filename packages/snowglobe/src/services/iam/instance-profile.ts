import type { InstanceProfile } from '@aws-sdk/client-iam';
import { type InstanceProfileRow, instanceProfiles } from '../../access/tables.ts';
import type { Call } from '../../contract/operation.ts';
import { globalScope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { noSuchInstanceProfile } from './errors.ts';
import { describeListedRole, roleNamed } from './role.ts';
import { tagList } from './tags.ts';
import { wholeSeconds } from './whole-seconds.ts';

export function profilesOf(call: Call): Collection<InstanceProfileRow> {
  return call.globe.store.collection(instanceProfiles, globalScope(call.scope.account));
}

/** The instance profile of that name; throws NoSuchEntity. */
export function profileNamed(call: Call, name: string | undefined): InstanceProfileRow {
  const profile = profilesOf(call).get((name ?? '').toLowerCase());
  if (!profile) throw noSuchInstanceProfile(name ?? '');
  return profile;
}

/** As the API shows it. */
export function describeProfile(call: Call, profile: InstanceProfileRow): InstanceProfile {
  return {
    Path: profile.path,
    InstanceProfileName: profile.instanceProfileName,
    InstanceProfileId: profile.instanceProfileId,
    Arn: profile.arn,
    CreateDate: wholeSeconds(profile.createdAt),
    Roles: profile.roleName === undefined ? [] : [describeListedRole(roleNamed(call, profile.roleName))],
    ...(Object.keys(profile.tags).length > 0 && { Tags: tagList(profile.tags) }),
  };
}
