import type { PutSubscriptionFilterRequest } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { checkedPattern } from '../checked-pattern.ts';
import { notSupported, tooManySubscriptionFilters } from '../errors.ts';
import { limits } from '../limits.ts';
import { groupNamed } from '../log-group.ts';
import { checkedDestination } from '../subscription.ts';
import { subscriptionFilters } from '../tables.ts';

export const putSubscriptionFilter: Operation<PutSubscriptionFilterRequest, object> = (input, call) => {
  const { logGroupName } = groupNamed(call, input.logGroupName);
  const { filterName = '', filterPattern = '', roleArn, distribution = 'ByLogStream' } = input;
  if (input.applyOnTransformedLogs) throw notSupported('applyOnTransformedLogs');
  checkedPattern(filterPattern);
  const destinationArn = checkedDestination(input.destinationArn, roleArn);
  const rows = call.globe.store.collection(subscriptionFilters, call.scope, logGroupName);
  if (!rows.has(filterName) && rows.size >= limits.subscriptionFiltersPerGroup) throw tooManySubscriptionFilters();
  rows.put({
    filterName,
    logGroupName,
    filterPattern,
    destinationArn,
    distribution,
    createdAt: rows.get(filterName)?.createdAt ?? call.globe.clock.now(),
    ...(roleArn !== undefined && { roleArn }),
  });
  return {};
};
