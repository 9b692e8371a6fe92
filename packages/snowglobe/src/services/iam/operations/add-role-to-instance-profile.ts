import type { AddRoleToInstanceProfileRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { quotaExceeded } from '../errors.ts';
import { profileNamed, profilesOf } from '../instance-profile.ts';
import { roleNamed } from '../role.ts';

export const addRoleToInstanceProfile: Operation<AddRoleToInstanceProfileRequest, object> = (input, call) => {
  const profile = profileNamed(call, input.InstanceProfileName);
  const { roleName } = roleNamed(call, input.RoleName);
  if (profile.roleName !== undefined) throw quotaExceeded('InstanceSessionsPerInstanceProfile', 1);
  profilesOf(call).put({ ...profile, roleName });
  return {};
};
