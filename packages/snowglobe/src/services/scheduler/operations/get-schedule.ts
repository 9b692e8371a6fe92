import type { GetScheduleInput, GetScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { defaultGroup } from '../group.ts';
import { requireSchedule, shownSchedule } from '../schedule.ts';

export const getSchedule: Operation<GetScheduleInput, GetScheduleOutput> = (input, call) => {
  return shownSchedule(requireSchedule(call.globe, call.scope, input.GroupName ?? defaultGroup, input.Name ?? ''));
};
