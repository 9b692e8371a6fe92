import type { Subscription } from '@aws-sdk/client-sns';
import type { SubscriptionRow } from './tables.ts';

/** A subscription as lists show it. */
export function summaryOf(row: SubscriptionRow): Subscription {
  return {
    SubscriptionArn: row.pending ? 'PendingConfirmation' : row.arn,
    Owner: row.owner,
    Protocol: row.protocol,
    Endpoint: row.endpoint,
    TopicArn: row.topicArn,
  };
}
