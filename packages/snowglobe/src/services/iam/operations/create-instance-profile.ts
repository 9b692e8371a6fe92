import type { CreateInstanceProfileRequest, CreateInstanceProfileResponse } from '@aws-sdk/client-iam';
import { type InstanceProfileRow, nameKey } from '../../../access/tables.ts';
import { uniqueId } from '../../../access/unique-id.ts';
import type { Operation } from '../../../contract/operation.ts';
import { instanceProfileTaken } from '../errors.ts';
import { describeProfile, profilesOf } from '../instance-profile.ts';
import { tagsOf } from '../tags.ts';

export const createInstanceProfile: Operation<CreateInstanceProfileRequest, CreateInstanceProfileResponse> = (
  input,
  call,
) => {
  const instanceProfileName = input.InstanceProfileName ?? '';
  const rows = profilesOf(call);
  if (rows.has(nameKey(instanceProfileName))) throw instanceProfileTaken(instanceProfileName);
  const path = input.Path ?? '/';
  const profile: InstanceProfileRow = {
    instanceProfileName,
    instanceProfileId: uniqueId(call.globe.random, 'instanceProfile'),
    path,
    arn: `arn:aws:iam::${call.scope.account}:instance-profile${path}${instanceProfileName}`,
    createdAt: call.globe.clock.now(),
    tags: tagsOf(input.Tags),
  };
  rows.put(profile);
  return { InstanceProfile: describeProfile(call, profile) };
};
