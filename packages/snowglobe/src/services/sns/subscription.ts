import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import { invalidParameter, malformedArn, subscriptionNotFound } from './errors.ts';
import { type SubscriptionRow, subscriptions } from './tables.ts';
import { addressOfArn } from './topic.ts';

const idOfArn = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);

function collectionOf(globe: Globe, arn: string) {
  const address = addressOfArn(arn);
  return address && globe.store.collection(subscriptions, address.scope);
}

export function findSubscription(globe: Globe, arn: string): SubscriptionRow | undefined {
  const row = collectionOf(globe, arn)?.get(idOfArn(arn));
  return row?.arn === arn ? row : undefined;
}

/** Throws InvalidParameter for what is no ARN of a subscription, NotFound when there is no such subscription. */
export function requireSubscription(globe: Globe, arn: string): SubscriptionRow {
  const { length } = arn.split(':');
  if (length < 6) throw malformedArn('SubscriptionArn', length);
  if (length !== 7 || !addressOfArn(arn)) throw invalidParameter('SubscriptionId');
  const row = findSubscription(globe, arn);
  if (!row) throw subscriptionNotFound();
  return row;
}

export function putSubscription(globe: Globe, row: SubscriptionRow): void {
  collectionOf(globe, row.arn)?.put(row);
}

export function removeSubscription(globe: Globe, row: SubscriptionRow): void {
  collectionOf(globe, row.arn)?.delete(row.id);
}

/** The ARN that GetSubscriptionAttributes shows of who subscribed. */
export function principalArn(caller: Principal): string {
  return 'arn' in caller ? caller.arn : `arn:aws:iam::${caller.account}:root`;
}

/** A message that asks for, or tells of, a confirmation. */
export function confirmationOf(
  globe: Globe,
  row: SubscriptionRow,
  type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation',
  cause: CauseLink,
) {
  const message =
    type === 'SubscriptionConfirmation'
      ? `You have chosen to subscribe to the topic ${row.topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`
      : `You have chosen to deactivate subscription ${row.arn}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`;
  return {
    type,
    topicArn: row.topicArn,
    subscriptionArn: row.arn,
    protocol: row.protocol,
    endpoint: row.endpoint,
    messageId: globe.random.uuid(),
    message,
    attributes: {},
    publishedAt: globe.clock.now(),
    token: row.token,
    cause,
  };
}
