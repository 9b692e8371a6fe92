import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { giveUp } from './dead-letter.ts';
import { DeliveryFailure, failureOf } from './delivery-failure.ts';
import { type DeliveryPolicy, effectivePolicy } from './delivery-policy.ts';
import { logDelivery } from './delivery-status.ts';
import { abortRequests } from './protocols/http.ts';
import { type Sending, send } from './protocols/send.ts';
import { retryDelayMs } from './retry-schedule.ts';
import { findSubscription } from './subscription.ts';
import { type DeliveryRow, deliveries, laneOf } from './tables.ts';
import { findTopic } from './topic.ts';

export type NewDelivery = Omit<DeliveryRow, 'id' | 'failures' | 'dueAt'>;

const labelOf = ({ topicArn, endpoint }: DeliveryRow) => `${topicArn} to ${endpoint}`;

/** The policy of deliveries over HTTP; others have none. */
function policyOf(globe: Globe, row: NewDelivery): DeliveryPolicy | undefined {
  if (row.protocol !== 'http' && row.protocol !== 'https') return undefined;
  const topic = findTopic(globe, row.topicArn)?.row.attributes.DeliveryPolicy;
  return effectivePolicy(topic, findSubscription(globe, row.subscriptionArn)?.attributes.DeliveryPolicy);
}

/** When each subscription with a throttle policy had its last message, by its ARN. */
const lastSlots = new WeakMap<Globe, Map<string, number>>();

/** The instant at which a subscription's throttle policy lets the next message through. */
function nextSlot(globe: Globe, row: NewDelivery): number {
  const now = globe.clock.now();
  const perSecond = policyOf(globe, row)?.throttlePolicy?.maxReceivesPerSecond;
  if (perSecond === undefined) return now;
  const slots = lastSlots.get(globe) ?? new Map<string, number>();
  lastSlots.set(globe, slots);
  const last = slots.get(row.subscriptionArn);
  const slot = last === undefined ? now : Math.max(now, last + 1_000 / perSecond);
  slots.set(row.subscriptionArn, slot);
  return slot;
}

/** Puts a message on its way to a subscriber; joins the open step, and begins once it is committed. */
export function enqueueDelivery(globe: Globe, scope: Scope, message: NewDelivery): void {
  const { id, trace } = message.cause;
  const row: DeliveryRow = {
    ...message,
    cause: { id, trace },
    id: globe.random.uuid(),
    failures: 0,
    dueAt: nextSlot(globe, message),
  };
  globe.store.collection(deliveries, scope).put(row);
  schedule(globe, scope, row);
}

/** Globes that begin no more deliveries. */
const stopped = new WeakSet<Globe>();

/** Puts the deliveries that a restart found back on the scheduler. */
export function resumeDeliveries(globe: Globe): void {
  stopped.delete(globe);
  for (const { scope, rows } of globe.store.everyCollection(deliveries)) {
    for (const row of rows.range()) schedule(globe, scope, row);
  }
}

/** Waits for the deliveries under way; those over HTTP are broken off, and made again after the next start. */
export async function stopDeliveries(globe: Globe): Promise<void> {
  stopped.add(globe);
  abortRequests(globe);
  const running = underWay.get(globe);
  if (running) await Promise.allSettled(running.values());
}

function schedule(globe: Globe, scope: Scope, row: DeliveryRow): void {
  const work = () => attempt(globe, scope, row.id);
  if (row.dueAt <= globe.clock.now()) globe.scheduler.soon(labelOf(row), work);
  else globe.scheduler.at(row.dueAt, labelOf(row), work);
}

/** Tries what is now first in the lanes of a subscription, after something in front of it was taken away. */
export function wakeLanes(globe: Globe, scope: Scope, subscriptionArn: string): void {
  const rows = globe.store.collection(deliveries, scope).rangeBy('lane', { prefix: `${subscriptionArn}/` });
  for (const row of rows) schedule(globe, scope, row);
}

/** The first of the messages that must arrive one after the other. */
function headOf(globe: Globe, scope: Scope, lane: string): DeliveryRow | undefined {
  const [head] = globe.store.collection(deliveries, scope).rangeBy('lane', { prefix: lane });
  return head;
}

/** Deliveries under way, by id. A message of a FIFO topic is scheduled when it comes and when its predecessor is done. */
const underWay = new WeakMap<Globe, Map<string, Promise<void>>>();

async function attempt(globe: Globe, scope: Scope, id: string): Promise<void> {
  const row = globe.store.collection(deliveries, scope).get(id);
  // Rolled back with the step that made it, or the globe was emptied.
  if (!row || stopped.has(globe) || row.dueAt > globe.clock.now()) return;
  const lane = laneOf(row);
  if (lane !== undefined && headOf(globe, scope, lane)?.id !== id) return;
  const running = underWay.get(globe) ?? new Map<string, Promise<void>>();
  underWay.set(globe, running);
  if (running.has(id)) return;
  const work = deliver(globe, scope, row).finally(() => running.delete(id));
  running.set(id, work);
  await work;
  const next = lane === undefined ? undefined : headOf(globe, scope, lane);
  if (next && next.id !== id) schedule(globe, scope, next);
}

async function deliver(globe: Globe, scope: Scope, row: DeliveryRow): Promise<void> {
  const cause = globe.causes.begin('delivery', labelOf(row), row.cause);
  const done = globe.activity.begin('delivery', cause.label);
  try {
    finish(globe, scope, row, cause, await tryOnce(globe, row, cause));
  } finally {
    done();
  }
}

function finish(globe: Globe, scope: Scope, row: DeliveryRow, cause: Cause, next: DeliveryRow | undefined): void {
  globe.store.step(cause, () => {
    const rows = globe.store.collection(deliveries, scope);
    if (next) rows.put(next);
    else rows.delete(row.id);
  });
  if (next) schedule(globe, scope, next);
}

/** The row for another try; undefined when the message has arrived or was given up on. */
async function tryOnce(globe: Globe, row: DeliveryRow, cause: Cause): Promise<DeliveryRow | undefined> {
  const sending: Sending = { globe, row, cause, subscription: findSubscription(globe, row.subscriptionArn) };
  // Its subscription or its topic was deleted meanwhile.
  if (!sending.subscription && row.type !== 'UnsubscribeConfirmation') return undefined;
  try {
    await send(sending);
    await logDelivery(sending, { status: 'SUCCESS' });
    return undefined;
  } catch (error) {
    if (stopped.has(globe)) return row;
    if (!(error instanceof AwsError || error instanceof DeliveryFailure)) globe.reportFault(cause.label, error);
    return retryOrGiveUp(sending, failureOf(error));
  }
}

async function retryOrGiveUp(sending: Sending, failure: DeliveryFailure): Promise<DeliveryRow | undefined> {
  const { globe, row } = sending;
  const delayMs = failure.retried ? retryDelayMs(row.failures, policyOf(globe, row)?.healthyRetryPolicy) : undefined;
  if (delayMs !== undefined) return { ...row, failures: row.failures + 1, dueAt: globe.clock.now() + delayMs };
  await logDelivery(sending, { status: 'FAILURE', reason: failure.message, attempts: row.failures + 1 });
  await giveUp(sending, failure);
  return undefined;
}
