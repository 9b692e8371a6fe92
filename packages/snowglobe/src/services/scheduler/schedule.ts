import type { GetScheduleOutput } from '@aws-sdk/client-scheduler';
import { formatArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { scheduleNotFound } from './errors.ts';
import { requireGroup } from './group.ts';
import { type ScheduleRow, schedules } from './tables.ts';

type World = Pick<Globe, 'store'>;

export const scheduleArn = (scope: Scope, group: string, name: string): string =>
  formatArn('scheduler', scope, `schedule/${group}/${name}`);

export const schedulesOf = ({ store }: World, scope: Scope, group: string): Collection<ScheduleRow> =>
  store.collection(schedules, scope, group);

export function requireSchedule(globe: World, scope: Scope, group: string, name: string): ScheduleRow {
  requireGroup(globe, scope, group);
  const row = schedulesOf(globe, scope, group).get(name);
  if (!row) throw scheduleNotFound(name);
  return row;
}

/** As GetSchedule shows it. */
export function shownSchedule(row: ScheduleRow): GetScheduleOutput {
  return {
    Arn: row.arn,
    Name: row.name,
    GroupName: row.groupName,
    ScheduleExpression: row.expression,
    ScheduleExpressionTimezone: row.timeZone,
    State: row.state,
    Target: row.target,
    FlexibleTimeWindow:
      row.windowMinutes === 0 ? { Mode: 'OFF' } : { Mode: 'FLEXIBLE', MaximumWindowInMinutes: row.windowMinutes },
    ActionAfterCompletion: row.deletedAfterCompletion ? 'DELETE' : 'NONE',
    ...(row.description !== undefined && { Description: row.description }),
    ...(row.startAt !== undefined && { StartDate: new Date(row.startAt) }),
    ...(row.endAt !== undefined && { EndDate: new Date(row.endAt) }),
    ...(row.key && { KmsKeyArn: row.key.arn }),
    CreationDate: new Date(row.createdAt),
    LastModificationDate: new Date(row.modifiedAt),
  };
}
