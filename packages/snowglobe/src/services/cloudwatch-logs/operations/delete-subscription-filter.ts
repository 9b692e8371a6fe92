import type { DeleteSubscriptionFilterRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchSubscriptionFilter } from '../errors.ts';
import { groupNamed } from '../log-group.ts';
import { subscriptionFilters } from '../tables.ts';

export const deleteSubscriptionFilter: Operation<DeleteSubscriptionFilterRequest, object> = (input, call) => {
  const { logGroupName } = groupNamed(call, input.logGroupName);
  const rows = call.globe.store.collection(subscriptionFilters, call.scope, logGroupName);
  if (!rows.delete(input.filterName ?? '')) throw noSuchSubscriptionFilter();
  return {};
};
