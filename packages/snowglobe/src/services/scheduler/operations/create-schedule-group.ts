import type { CreateScheduleGroupInput, CreateScheduleGroupOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { groupExists } from '../errors.ts';
import { findGroup, groupArn, groupsOf } from '../group.ts';
import { tagMap } from '../tags.ts';

export const createScheduleGroup: Operation<CreateScheduleGroupInput, CreateScheduleGroupOutput> = (input, call) => {
  const name = input.Name ?? '';
  const known = findGroup(call.globe, call.scope, name);
  // The same request again, as its token says.
  if (known?.clientToken !== undefined && known.clientToken === input.ClientToken) {
    return { ScheduleGroupArn: known.arn };
  }
  if (known) throw groupExists(name);
  const now = call.globe.clock.now();
  const row = {
    name,
    arn: groupArn(call.scope, name),
    tags: tagMap(input.Tags),
    createdAt: now,
    modifiedAt: now,
    ...(input.ClientToken !== undefined && { clientToken: input.ClientToken }),
  };
  groupsOf(call.globe, call.scope).put(row);
  return { ScheduleGroupArn: row.arn };
};
