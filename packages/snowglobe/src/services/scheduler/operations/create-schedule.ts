import type { CreateScheduleInput, CreateScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { newScheduleKey } from '../customer-key.ts';
import { scheduleExists } from '../errors.ts';
import { defaultGroup, requireGroup } from '../group.ts';
import { scheduleArn, schedulesOf } from '../schedule.ts';
import { scheduleRow } from '../schedule-request.ts';
import { scheduleNext } from '../schedule-run.ts';

export const createSchedule: Operation<CreateScheduleInput, CreateScheduleOutput> = async (input, call) => {
  const { Name: name = '', GroupName: groupName = defaultGroup } = input;
  const key = input.KmsKeyArn
    ? await newScheduleKey(call, scheduleArn(call.scope, groupName, name), input.KmsKeyArn)
    : undefined;
  requireGroup(call.globe, call.scope, groupName);
  const rows = schedulesOf(call.globe, call.scope, groupName);
  const known = rows.get(name);
  // The same request again, as its token says.
  if (known && known.clientToken !== undefined && known.clientToken === input.ClientToken) {
    return { ScheduleArn: known.arn };
  }
  if (known) throw scheduleExists(name);
  return call.step(() => {
    const row = scheduleRow(input, call, call.globe.clock.now(), key);
    rows.put(row);
    scheduleNext(call.globe, call.scope, row);
    return { ScheduleArn: row.arn };
  });
};
