import type { ListScheduleGroupsInput, ListScheduleGroupsOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { defaultGroup, groupsOf, requireGroup, shownGroup } from '../group.ts';
import { pageOf } from '../page.ts';

export const listScheduleGroups: Operation<ListScheduleGroupsInput, ListScheduleGroupsOutput> = (input, call) => {
  const own = [...groupsOf(call.globe, call.scope).range()].filter(({ name }) => name !== defaultGroup);
  const all = [requireGroup(call.globe, call.scope, defaultGroup), ...own];
  const wanted = all.filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
  const sorted = wanted.sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, next } = pageOf(sorted, ({ name }) => name, input);
  return { ScheduleGroups: page.map(shownGroup), ...next };
};
