import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { archive } from './archive.ts';
import { enqueueDelivery } from './delivery-queue.ts';
import { accepts } from './filter-policy.ts';
import { deduplicationMs } from './limits.ts';
import { bodyFor, type OutgoingMessage } from './message.ts';
import { deduplications, type SubscriptionRow, sequences } from './tables.ts';
import { subscriptionsOf, type Topic } from './topic.ts';

export interface Published {
  readonly MessageId: string;
  /** FIFO topics only. */
  readonly SequenceNumber?: string;
}

const sequenceStart = 10_000_000_000_000_000_000n;
const sequenceStride = 1_000n;

function nextSequenceNumber(globe: Globe, { scope, row }: Topic): string {
  const rows = globe.store.collection(sequences, scope);
  const last = String(BigInt(rows.get(row.name)?.last ?? sequenceStart) + sequenceStride);
  rows.put({ topicName: row.name, last });
  return last;
}

/** A group's messages are compared among themselves when the topic's throughput is by group. */
function deduplicationKey({ row }: Topic, { groupId, deduplicationId }: OutgoingMessage): string {
  const byGroup = row.attributes.FifoThroughputScope === 'MessageGroup';
  return JSON.stringify(byGroup ? [groupId, deduplicationId] : [deduplicationId]);
}

function remembered(globe: Globe, { scope, row }: Topic) {
  const rows = globe.store.collection(deduplications, scope, row.name);
  const over = [...rows.rangeBy('until', { to: String(globe.clock.now()).padStart(15, '0') })];
  for (const old of over) rows.delete(old.key);
  return rows;
}

function fanOut(globe: Globe, topic: Topic, outgoing: OutgoingMessage, published: Published, cause: CauseLink): void {
  for (const subscription of subscriptionsOf(globe, topic)) {
    if (subscription.pending || !accepts(subscription, outgoing)) continue;
    enqueueDelivery(globe, topic.scope, notification(globe, subscription, outgoing, published, cause));
  }
}

/** The delivery of a message to one subscription. */
export function notification(
  globe: Globe,
  subscription: SubscriptionRow,
  outgoing: OutgoingMessage,
  { MessageId, SequenceNumber }: Published,
  cause: CauseLink,
) {
  const { subject, attributes, groupId, deduplicationId, traceHeader } = outgoing;
  return {
    type: 'Notification' as const,
    topicArn: subscription.topicArn,
    subscriptionArn: subscription.arn,
    protocol: subscription.protocol,
    endpoint: subscription.endpoint,
    messageId: MessageId,
    message: bodyFor(outgoing, subscription.protocol),
    ...(subject === undefined ? {} : { subject }),
    attributes,
    publishedAt: globe.clock.now(),
    ...(groupId === undefined ? {} : { groupId }),
    ...(deduplicationId === undefined ? {} : { deduplicationId }),
    ...(SequenceNumber === undefined ? {} : { sequenceNumber: SequenceNumber }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    cause,
  };
}

/** Publishes a checked message within the open step, unless a FIFO topic had the same one within five minutes. */
export function publishMessage(globe: Globe, topic: Topic, outgoing: OutgoingMessage, cause: CauseLink): Published {
  const MessageId = globe.random.uuid();
  if (!topic.row.fifo) {
    fanOut(globe, topic, outgoing, { MessageId }, cause);
    return { MessageId };
  }
  const seen = remembered(globe, topic);
  const key = deduplicationKey(topic, outgoing);
  const earlier = seen.get(key);
  if (earlier) return { MessageId: earlier.messageId, SequenceNumber: earlier.sequenceNumber };
  const published = { MessageId, SequenceNumber: nextSequenceNumber(globe, topic) };
  fanOut(globe, topic, outgoing, published, cause);
  archive(globe, topic, outgoing, published, cause);
  seen.put({
    key,
    until: globe.clock.now() + deduplicationMs,
    messageId: MessageId,
    sequenceNumber: published.SequenceNumber,
  });
  return published;
}
