import type { CreateScheduleInput, CreateScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { scheduleExists } from '../errors.ts';
import { defaultGroup, requireGroup } from '../group.ts';
import { schedulesOf } from '../schedule.ts';
import { scheduleRow } from '../schedule-request.ts';
import { scheduleNext } from '../schedule-run.ts';

export const createSchedule: Operation<CreateScheduleInput, CreateScheduleOutput> = (input, call) => {
  const { Name: name = '', GroupName: groupName = defaultGroup } = input;
  requireGroup(call.globe, call.scope, groupName);
  const rows = schedulesOf(call.globe, call.scope, groupName);
  const known = rows.get(name);
  // The same request again, as its token says.
  if (known && known.clientToken !== undefined && known.clientToken === input.ClientToken) {
    return { ScheduleArn: known.arn };
  }
  if (known) throw scheduleExists(name);
  const row = scheduleRow(input, call, call.globe.clock.now());
  rows.put(row);
  scheduleNext(call.globe, call.scope, row);
  return { ScheduleArn: row.arn };
};
