import type { DeleteScheduleGroupInput, DeleteScheduleGroupOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { defaultGroup, groupsOf, requireGroup } from '../group.ts';
import { schedulesOf } from '../schedule.ts';

export const deleteScheduleGroup: Operation<DeleteScheduleGroupInput, DeleteScheduleGroupOutput> = (input, call) => {
  const { name } = requireGroup(call.globe, call.scope, input.Name ?? '');
  if (name === defaultGroup) throw validation('The default schedule group cannot be deleted.');
  // AWS deletes the schedules first, over some time, and then the group.
  schedulesOf(call.globe, call.scope, name).clear();
  groupsOf(call.globe, call.scope).delete(name);
  return {};
};
