import type { ListUsersRequest, ListUsersResponse } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { describeListedUser, usersOf } from '../user.ts';

export const listUsers: Operation<ListUsersRequest, ListUsersResponse> = (input, call) => {
  const prefix = input.PathPrefix ?? '/';
  const users = [...usersOf(call).range()].filter((user) => user.path.startsWith(prefix));
  const { items, ...page } = pageOf(users, (user) => nameKey(user.userName), input);
  return { Users: items.map(describeListedUser), ...page };
};
