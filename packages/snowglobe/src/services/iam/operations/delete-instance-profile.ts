import type { DeleteInstanceProfileRequest } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { deleteConflict } from '../errors.ts';
import { profileNamed, profilesOf } from '../instance-profile.ts';

export const deleteInstanceProfile: Operation<DeleteInstanceProfileRequest, object> = (input, call) => {
  const profile = profileNamed(call, input.InstanceProfileName);
  if (profile.roleName !== undefined) {
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
  }
  profilesOf(call).delete(nameKey(profile.instanceProfileName));
  return {};
};
