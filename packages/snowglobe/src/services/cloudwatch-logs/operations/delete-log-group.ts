import type { DeleteLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { eventsOf, groupNamed, groupsOf, streamsOf } from '../log-group.ts';
import { subscriptionFilters } from '../tables.ts';

export const deleteLogGroup: Operation<DeleteLogGroupRequest, object> = (input, call) => {
  const { globe, scope } = call;
  const { logGroupName } = groupNamed(call, input.logGroupName);
  streamsOf(globe, scope, logGroupName).clear();
  eventsOf(globe, scope, logGroupName).clear();
  globe.store.collection(subscriptionFilters, scope, logGroupName).clear();
  groupsOf(globe, scope).delete(logGroupName);
  return {};
};
