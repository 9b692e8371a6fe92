import { formatArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { groupNotFound } from './errors.ts';
import { type GroupRow, groups } from './tables.ts';

type World = Pick<Globe, 'store'>;

export const defaultGroup = 'default';

export const groupArn = (scope: Scope, name: string): string => formatArn('scheduler', scope, `schedule-group/${name}`);

export const groupsOf = ({ store }: World, scope: Scope): Collection<GroupRow> => store.collection(groups, scope);

/** Every account and region has a default group. */
export function findGroup(globe: World, scope: Scope, name: string): GroupRow | undefined {
  const row = groupsOf(globe, scope).get(name);
  if (row || name !== defaultGroup) return row;
  return { name, arn: groupArn(scope, name), tags: {}, createdAt: 0, modifiedAt: 0 };
}

export function requireGroup(globe: World, scope: Scope, name: string): GroupRow {
  const row = findGroup(globe, scope, name);
  if (!row) throw groupNotFound(name);
  return row;
}

/** As the API shows it. */
export const shownGroup = (row: GroupRow) =>
  ({
    Arn: row.arn,
    Name: row.name,
    State: 'ACTIVE',
    CreationDate: new Date(row.createdAt),
    LastModificationDate: new Date(row.modifiedAt),
  }) as const;
