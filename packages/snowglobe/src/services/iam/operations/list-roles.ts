import type { ListRolesRequest, ListRolesResponse } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { describeListedRole, rolesOf } from '../role.ts';

export const listRoles: Operation<ListRolesRequest, ListRolesResponse> = (input, call) => {
  const prefix = input.PathPrefix ?? '/';
  const roles = [...rolesOf(call).range()].filter((role) => role.path.startsWith(prefix));
  const { items, ...page } = pageOf(roles, (role) => nameKey(role.roleName), input);
  return { Roles: items.map(describeListedRole), ...page };
};
