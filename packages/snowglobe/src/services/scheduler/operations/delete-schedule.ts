import type { DeleteScheduleInput, DeleteScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { defaultGroup } from '../group.ts';
import { requireSchedule, schedulesOf } from '../schedule.ts';

export const deleteSchedule: Operation<DeleteScheduleInput, DeleteScheduleOutput> = (input, call) => {
  const group = input.GroupName ?? defaultGroup;
  const { name } = requireSchedule(call.globe, call.scope, group, input.Name ?? '');
  schedulesOf(call.globe, call.scope, group).delete(name);
  return {};
};
