import type { RemoveRoleFromInstanceProfileRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchRole } from '../errors.ts';
import { profileNamed, profilesOf } from '../instance-profile.ts';
import { roleNamed } from '../role.ts';

export const removeRoleFromInstanceProfile: Operation<RemoveRoleFromInstanceProfileRequest, object> = (input, call) => {
  const { roleName: current, ...profile } = profileNamed(call, input.InstanceProfileName);
  const { roleName } = roleNamed(call, input.RoleName);
  if (current !== roleName) throw noSuchRole(roleName);
  profilesOf(call).put(profile);
  return {};
};
