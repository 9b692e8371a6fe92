import type { ListGroupsRequest, ListGroupsResponse } from '@aws-sdk/client-iam';
import { nameKey } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { describeGroup, groupsOf } from '../group.ts';
import { pageOf } from '../paging.ts';

export const listGroups: Operation<ListGroupsRequest, ListGroupsResponse> = (input, call) => {
  const prefix = input.PathPrefix ?? '/';
  const groups = [...groupsOf(call).range()].filter((group) => group.path.startsWith(prefix));
  const { items, ...page } = pageOf(groups, (group) => nameKey(group.groupName), input);
  return { Groups: items.map(describeGroup), ...page };
};
