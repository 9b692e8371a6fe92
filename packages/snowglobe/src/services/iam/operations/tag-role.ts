import type { TagRoleRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { roleNamed, rolesOf } from '../role.ts';
import { tagsOf } from '../tags.ts';

export const tagRole: Operation<TagRoleRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put({ ...role, tags: tagsOf(input.Tags, role.tags) });
  return {};
};
