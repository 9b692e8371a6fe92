import type { ListInstanceProfilesRequest, ListInstanceProfilesResponse } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { describeProfile, profilesOf } from '../instance-profile.ts';
import { pageOf } from '../paging.ts';

export const listInstanceProfiles: Operation<ListInstanceProfilesRequest, ListInstanceProfilesResponse> = (
  input,
  call,
) => {
  const prefix = input.PathPrefix ?? '/';
  const profiles = [...profilesOf(call).range()].filter((profile) => profile.path.startsWith(prefix));
  const { items, ...page } = pageOf(profiles, (profile) => nameKey(profile.instanceProfileName), input);
  return { InstanceProfiles: items.map((profile) => describeProfile(call, profile)), ...page };
};
