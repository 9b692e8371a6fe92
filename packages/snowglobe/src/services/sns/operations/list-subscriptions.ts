import type { ListSubscriptionsInput, ListSubscriptionsResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../page.ts';
import { summaryOf } from '../subscription-summary.ts';
import { subscriptions } from '../tables.ts';

export const listSubscriptions: Operation<ListSubscriptionsInput, ListSubscriptionsResponse> = (input, call) => {
  const rows = [...call.globe.store.collection(subscriptions, call.scope).range()];
  const { items, ...more } = pageOf(rows, (row) => row.id, input.NextToken);
  return { Subscriptions: items.map(summaryOf), ...more };
};
