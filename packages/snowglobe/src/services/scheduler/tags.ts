import type { Tag } from '@aws-sdk/client-scheduler';
import { parseArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import { groupsOf, requireGroup } from './group.ts';
import type { GroupRow } from './tables.ts';

export function tagMap(tags: readonly Tag[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

/** Groups are all that has tags. */
export function taggedGroup({ globe, scope }: Call, arn: string | undefined): GroupRow {
  return requireGroup(globe, scope, parseArn(arn ?? '')?.resource.replace(/^schedule-group\//, '') ?? '');
}

export function putTags({ globe, scope }: Call, group: GroupRow, tags: Readonly<Record<string, string>>): void {
  groupsOf(globe, scope).put({ ...group, tags });
}
