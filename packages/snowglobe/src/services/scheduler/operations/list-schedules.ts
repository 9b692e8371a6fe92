import type { ListSchedulesInput, ListSchedulesOutput } from '@aws-sdk/client-scheduler';
import type { Call, Operation } from '../../../contract/operation.ts';
import { defaultGroup, groupsOf, requireGroup } from '../group.ts';
import { pageOf } from '../page.ts';
import { schedulesOf } from '../schedule.ts';
import type { ScheduleRow } from '../tables.ts';

const keyOf = ({ groupName, name }: ScheduleRow) => `${groupName} ${name}`;

function groupNames({ globe, scope }: Call): readonly string[] {
  const names = new Set([defaultGroup, ...Array.from(groupsOf(globe, scope).range(), ({ name }) => name)]);
  return [...names].sort((a, b) => (`${a} ` < `${b} ` ? -1 : 1));
}

const summaryOf = (row: ScheduleRow) => ({
  Arn: row.arn,
  Name: row.name,
  GroupName: row.groupName,
  State: row.state,
  CreationDate: new Date(row.createdAt),
  LastModificationDate: new Date(row.modifiedAt),
  Target: { Arn: row.target.Arn },
});

export const listSchedules: Operation<ListSchedulesInput, ListSchedulesOutput> = (input, call) => {
  const { GroupName, NamePrefix = '', State } = input;
  if (GroupName !== undefined) requireGroup(call.globe, call.scope, GroupName);
  const names = GroupName === undefined ? groupNames(call) : [GroupName];
  const rows = names.flatMap((group) => [...schedulesOf(call.globe, call.scope, group).range({ prefix: NamePrefix })]);
  const wanted = rows.filter(({ state }) => State === undefined || State === state);
  const { page, next } = pageOf(wanted, keyOf, input);
  return { Schedules: page.map(summaryOf), ...next };
};
