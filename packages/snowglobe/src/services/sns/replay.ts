import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { archivedBetween, keepsArchive } from './archive.ts';
import { enqueueDelivery, wakeLanes } from './delivery-queue.ts';
import { invalidParameter } from './errors.ts';
import { accepts } from './filter-policy.ts';
import { notification } from './publish.ts';
import { deliveries, type SubscriptionRow } from './tables.ts';
import { findTopic } from './topic.ts';

const instantOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

interface ReplayRange {
  readonly fromAt: number;
  readonly toAt: number;
}

/** The range of a ReplayPolicy. Throws InvalidParameter. https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-subscriber.html */
export function replayRange(text: string, where = ''): ReplayRange {
  let policy: Readonly<Record<string, unknown>> | null;
  try {
    policy = JSON.parse(text) as typeof policy;
  } catch {
    throw invalidParameter(`${where}ReplayPolicy: failed to parse JSON.`);
  }
  const { PointType, StartingPoint, EndingPoint } = policy ?? {};
  if (PointType !== 'Timestamp') throw invalidParameter(`${where}ReplayPolicy: PointType must be Timestamp`);
  const fromAt = instantOf(StartingPoint);
  const toAt = EndingPoint === undefined ? Number.POSITIVE_INFINITY : instantOf(EndingPoint);
  if (Number.isNaN(fromAt)) throw invalidParameter(`${where}ReplayPolicy: StartingPoint is no timestamp`);
  if (Number.isNaN(toAt) || toAt < fromAt) throw invalidParameter(`${where}ReplayPolicy: EndingPoint`);
  return { fromAt, toAt };
}

/** Sends a subscriber what its ReplayPolicy asks for again, as far as its filter lets it through; joins the open step. */
export function startReplay(globe: Globe, subscription: SubscriptionRow, cause: CauseLink): void {
  const topic = findTopic(globe, subscription.topicArn);
  const policy = subscription.attributes.ReplayPolicy;
  if (policy === undefined) return;
  if (!topic || !keepsArchive(topic.row)) {
    throw invalidParameter('ReplayPolicy Reason: the topic has no ArchivePolicy');
  }
  const { fromAt, toAt } = replayRange(policy);
  for (const { outgoing, messageId, sequenceNumber, publishedAt } of archivedBetween(globe, topic, fromAt, toAt)) {
    if (!accepts(subscription, outgoing)) continue;
    const published = { MessageId: messageId, SequenceNumber: sequenceNumber };
    const message = notification(globe, subscription, outgoing, published, cause);
    enqueueDelivery(globe, topic.scope, { ...message, publishedAt, replayed: true });
  }
}

/** Ends a replay that is under way; joins the open step. */
export function stopReplay(globe: Globe, { arn, topicArn }: SubscriptionRow): void {
  const topic = findTopic(globe, topicArn);
  if (!topic) return;
  const rows = globe.store.collection(deliveries, topic.scope);
  const replayed = Array.from(rows.rangeBy('lane', { prefix: `${arn}/` })).filter((row) => row.replayed === true);
  for (const { id } of replayed) rows.delete(id);
  wakeLanes(globe, topic.scope, arn);
}

/** As GetSubscriptionAttributes shows it; undefined without a ReplayPolicy. */
export function replayStatus(globe: Globe, { arn, topicArn, attributes }: SubscriptionRow): string | undefined {
  const topic = findTopic(globe, topicArn);
  if (attributes.ReplayPolicy === undefined || !topic) return undefined;
  const lanes = globe.store.collection(deliveries, topic.scope).rangeBy('lane', { prefix: `${arn}/` });
  for (const { replayed } of lanes) if (replayed) return 'In progress';
  return 'Completed';
}
