import type { UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { describeRole, roleNamed, rolesOf } from '../role.ts';

export const updateRoleDescription: Operation<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse> = (
  input,
  call,
) => {
  const role = { ...roleNamed(call, input.RoleName), description: input.Description ?? '' };
  rolesOf(call).put(role);
  return { Role: describeRole(role) };
};
