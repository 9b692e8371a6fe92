import type { UntagRoleRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { roleNamed, rolesOf } from '../role.ts';
import { withoutTags } from '../tags.ts';

export const untagRole: Operation<UntagRoleRequest, object> = (input, call) => {
  const role = roleNamed(call, input.RoleName);
  rolesOf(call).put({ ...role, tags: withoutTags(role.tags, input.TagKeys) });
  return {};
};
