import type { GetScheduleInput, GetScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { openDataKey } from '../customer-key.ts';
import { defaultGroup } from '../group.ts';
import { requireSchedule, shownSchedule } from '../schedule.ts';

export const getSchedule: Operation<GetScheduleInput, GetScheduleOutput> = async (input, call) => {
  const row = requireSchedule(call.globe, call.scope, input.GroupName ?? defaultGroup, input.Name ?? '');
  // Who may not use the key may not see what it encrypts.
  if (row.key) await openDataKey(call, row.arn, row.key.dataKey);
  return shownSchedule(row);
};
