import type { ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../page.ts';
import { summaryOf } from '../subscription-summary.ts';
import { requireTopic, subscriptionsOf } from '../topic.ts';

export const listSubscriptionsByTopic: Operation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse> = (
  input,
  call,
) => {
  const rows = subscriptionsOf(call.globe, requireTopic(call, input.TopicArn));
  const { items, ...more } = pageOf(rows, (row) => row.id, input.NextToken);
  return { Subscriptions: items.map(summaryOf), ...more };
};
