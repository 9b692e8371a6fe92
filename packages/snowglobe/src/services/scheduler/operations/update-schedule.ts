import type { UpdateScheduleInput, UpdateScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { newScheduleKey } from '../customer-key.ts';
import { defaultGroup } from '../group.ts';
import { requireSchedule, schedulesOf } from '../schedule.ts';
import { scheduleRow } from '../schedule-request.ts';
import { scheduleNext } from '../schedule-run.ts';

export const updateSchedule: Operation<UpdateScheduleInput, UpdateScheduleOutput> = async (input, call) => {
  const group = input.GroupName ?? defaultGroup;
  const { arn } = requireSchedule(call.globe, call.scope, group, input.Name ?? '');
  const key = input.KmsKeyArn ? await newScheduleKey(call, arn, input.KmsKeyArn) : undefined;
  return call.step(() => {
    const known = requireSchedule(call.globe, call.scope, group, input.Name ?? '');
    const row = scheduleRow(input, call, known.createdAt, key);
    schedulesOf(call.globe, call.scope, group).put(row);
    scheduleNext(call.globe, call.scope, row);
    return { ScheduleArn: row.arn };
  });
};
