import type { UpdateScheduleInput, UpdateScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { defaultGroup } from '../group.ts';
import { requireSchedule, schedulesOf } from '../schedule.ts';
import { scheduleRow } from '../schedule-request.ts';
import { scheduleNext } from '../schedule-run.ts';

export const updateSchedule: Operation<UpdateScheduleInput, UpdateScheduleOutput> = (input, call) => {
  const group = input.GroupName ?? defaultGroup;
  const known = requireSchedule(call.globe, call.scope, group, input.Name ?? '');
  const row = scheduleRow(input, call, known.createdAt);
  schedulesOf(call.globe, call.scope, group).put(row);
  scheduleNext(call.globe, call.scope, row);
  return { ScheduleArn: row.arn };
};
