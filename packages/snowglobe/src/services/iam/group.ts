import type { Group } from '@aws-sdk/client-iam';
import { type GroupRow, groups, type UserRow } from '../../access/tables.ts';
import type { Call } from '../../contract/operation.ts';
import { globalScope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { noSuchGroup } from './errors.ts';
import { usersOf } from './user.ts';
import { wholeSeconds } from './whole-seconds.ts';

export function groupsOf(call: Call): Collection<GroupRow> {
  return call.globe.store.collection(groups, globalScope(call.scope.account));
}

/** The group of that name; throws NoSuchEntity. */
export function groupNamed(call: Call, name: string | undefined): GroupRow {
  const group = groupsOf(call).get((name ?? '').toLowerCase());
  if (!group) throw noSuchGroup(name ?? '');
  return group;
}

export function membersOf(call: Call, group: GroupRow): UserRow[] {
  return [...usersOf(call).range()].filter((user) => user.groupNames.includes(group.groupName));
}

/** As the API shows it. */
export function describeGroup(group: GroupRow): Group {
  return {
    Path: group.path,
    GroupName: group.groupName,
    GroupId: group.groupId,
    Arn: group.arn,
    CreateDate: wholeSeconds(group.createdAt),
  };
}
