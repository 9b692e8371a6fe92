import type {
  DescribeSubscriptionFiltersRequest,
  DescribeSubscriptionFiltersResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { limits } from '../limits.ts';
import { groupNamed } from '../log-group.ts';
import { keyOfToken, pageOf } from '../page-token.ts';
import { subscriptionFilters } from '../tables.ts';

export const describeSubscriptionFilters: Operation<
  DescribeSubscriptionFiltersRequest,
  DescribeSubscriptionFiltersResponse
> = (input, call) => {
  const { logGroupName } = groupNamed(call, input.logGroupName);
  const after = keyOfToken(input.nextToken);
  const rows = call.globe.store.collection(subscriptionFilters, call.scope, logGroupName).range({
    ...(input.filterNamePrefix !== undefined && { prefix: input.filterNamePrefix }),
    ...(after !== undefined && { after }),
  });
  const { page, nextToken } = pageOf(rows, (row) => row.filterName, input.limit ?? limits.pageGroups);
  return {
    subscriptionFilters: page.map(({ createdAt, ...filter }) => ({ ...filter, creationTime: createdAt })),
    ...(nextToken !== undefined && { nextToken }),
  };
};
