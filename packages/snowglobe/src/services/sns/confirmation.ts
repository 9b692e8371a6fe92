import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Principal } from '../../contract/principal.ts';
import { enqueueDelivery } from './delivery-queue.ts';
import { invalidToken, unauthenticatedUnsubscribe } from './errors.ts';
import { confirmationMs } from './limits.ts';
import { startReplay } from './replay.ts';
import { confirmationOf, findSubscription, putSubscription, removeSubscription } from './subscription.ts';
import { type SubscriptionRow, subscriptions } from './tables.ts';
import { putTopic, requireTopicOf, type Topic } from './topic.ts';

/** Asks a subscriber to confirm; joins the open step. */
export function askForConfirmation(globe: Globe, topic: Topic, row: SubscriptionRow, cause: Cause): void {
  enqueueDelivery(globe, topic.scope, confirmationOf(globe, row, 'SubscriptionConfirmation', cause));
  expectConfirmation(globe, row);
}

/** A subscription that nobody confirms in time is gone. */
function expectConfirmation(globe: Globe, { arn, createdAt }: SubscriptionRow): void {
  globe.scheduler.at(createdAt + confirmationMs, `confirmation of ${arn}`, () => {
    const row = findSubscription(globe, arn);
    if (!row?.pending) return;
    globe.store.step(globe.causes.begin('schedule', `${arn} was not confirmed`), () => removeSubscription(globe, row));
  });
}

/** Puts the ends of unconfirmed subscriptions that a restart found back on the scheduler. */
export function resumeConfirmations(globe: Globe): void {
  for (const { rows } of globe.store.everyCollection(subscriptions)) {
    for (const row of rows.range()) if (row.pending) expectConfirmation(globe, row);
  }
}

export interface Confirmation {
  readonly topicArn: string;
  readonly token: string;
  readonly authenticateOnUnsubscribe: boolean;
  readonly caller: Principal;
  readonly cause: Cause;
}

/** Confirms a subscription by its token, within the open step. Throws InvalidParameter, NotFound. */
export function confirm(globe: Globe, confirmation: Confirmation): SubscriptionRow {
  const { topicArn, token, authenticateOnUnsubscribe, caller, cause } = confirmation;
  const topic = requireTopicOf(globe, topicArn);
  const [row] = globe.store.collection(subscriptions, topic.scope).rangeBy('token', { from: token, to: token });
  if (!row || row.topicArn !== topicArn) throw invalidToken();
  if (!row.pending) return row;
  const authenticated = caller.kind !== 'anonymous';
  const confirmed = {
    ...row,
    pending: false,
    confirmationWasAuthenticated: authenticated,
    authenticateOnUnsubscribe: authenticated && authenticateOnUnsubscribe,
  };
  putSubscription(globe, confirmed);
  startReplay(globe, confirmed, cause);
  return confirmed;
}

/** Ends a subscription, within the open step; a subscriber who was not asked is told. Throws AuthorizationError, NotFound. */
export function unsubscribe(globe: Globe, row: SubscriptionRow, caller: Principal, cause: Cause): void {
  const isNameless = caller.kind === 'anonymous';
  if (isNameless && row.authenticateOnUnsubscribe) throw unauthenticatedUnsubscribe();
  const topic = requireTopicOf(globe, row.topicArn);
  removeSubscription(globe, row);
  putTopic(globe, topic, { ...topic.row, subscriptionsDeleted: topic.row.subscriptionsDeleted + 1 });
  if (isNameless) enqueueDelivery(globe, topic.scope, confirmationOf(globe, row, 'UnsubscribeConfirmation', cause));
}
