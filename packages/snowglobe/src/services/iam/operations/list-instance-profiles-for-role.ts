import type { ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { describeProfile, profilesOf } from '../instance-profile.ts';
import { pageOf } from '../paging.ts';
import { roleNamed } from '../role.ts';

export const listInstanceProfilesForRole: Operation<
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse
> = (input, call) => {
  const { roleName } = roleNamed(call, input.RoleName);
  const profiles = [...profilesOf(call).range()].filter((profile) => profile.roleName === roleName);
  const { items, ...page } = pageOf(profiles, (profile) => nameKey(profile.instanceProfileName), input);
  return { InstanceProfiles: items.map((profile) => describeProfile(call, profile)), ...page };
};
