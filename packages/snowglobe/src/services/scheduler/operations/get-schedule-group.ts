import type { GetScheduleGroupInput, GetScheduleGroupOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { requireGroup, shownGroup } from '../group.ts';

export const getScheduleGroup: Operation<GetScheduleGroupInput, GetScheduleGroupOutput> = (input, call) => {
  return shownGroup(requireGroup(call.globe, call.scope, input.Name ?? ''));
};
