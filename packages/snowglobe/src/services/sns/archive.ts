import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { invalidParameter } from './errors.ts';
import type { OutgoingMessage } from './message.ts';
import { type ArchivedMessageRow, archivedMessages, type TopicRow } from './tables.ts';
import type { Topic } from './topic.ts';

const dayMs = 86_400_000;
const retentionDays = { least: 1, most: 365 } as const;

/** Days that an ArchivePolicy keeps messages; 0: it keeps none. Throws InvalidParameter. */
export function archiveDays(text: string | undefined, where = ''): number {
  if (text === undefined || text.trim() === '' || text.trim() === '{}') return 0;
  let policy: { readonly MessageRetentionPeriod?: unknown } | null;
  try {
    policy = JSON.parse(text) as typeof policy;
  } catch {
    throw invalidParameter(`${where}ArchivePolicy: failed to parse JSON.`);
  }
  const days = Number(policy?.MessageRetentionPeriod);
  if (!Number.isInteger(days) || days < retentionDays.least || days > retentionDays.most) {
    throw invalidParameter(`${where}ArchivePolicy: MessageRetentionPeriod must be a number of days from 1 to 365`);
  }
  return days;
}

export const keepsArchive = ({ attributes }: TopicRow): boolean => archiveDays(attributes.ArchivePolicy) > 0;

const oldestKept = (globe: Globe, { attributes }: TopicRow) =>
  globe.clock.now() - archiveDays(attributes.ArchivePolicy) * dayMs;

const padded = (at: number) => String(Math.max(0, at)).padStart(15, '0');

/** Keeps a message of a topic with an ArchivePolicy, and lets go of what is too old; joins the open step. */
export function archive(
  globe: Globe,
  topic: Topic,
  outgoing: OutgoingMessage,
  published: { readonly MessageId: string; readonly SequenceNumber: string },
  { id, trace }: CauseLink,
): void {
  if (!keepsArchive(topic.row)) return;
  const rows = globe.store.collection(archivedMessages, topic.scope, topic.row.name);
  const old = Array.from(rows.rangeBy('published', { before: padded(oldestKept(globe, topic.row)) }));
  for (const { sequenceNumber } of old) rows.delete(sequenceNumber);
  rows.put({
    sequenceNumber: published.SequenceNumber,
    messageId: published.MessageId,
    publishedAt: globe.clock.now(),
    outgoing,
    cause: { id, trace },
  });
}

/** What is kept from one instant up to another, in the order in which it was published. */
export function archivedBetween(
  globe: Globe,
  topic: Topic,
  fromAt: number,
  toAt: number,
): readonly ArchivedMessageRow[] {
  const from = Math.max(fromAt, oldestKept(globe, topic.row));
  const rows = globe.store.collection(archivedMessages, topic.scope, topic.row.name);
  return Array.from(rows.range()).filter(({ publishedAt }) => publishedAt >= from && publishedAt <= toAt);
}

/** The oldest instant that can be replayed, as GetTopicAttributes tells it. */
export function beginningOf(globe: Globe, { scope, row }: Topic): string | undefined {
  if (!keepsArchive(row)) return undefined;
  const [oldest] = globe.store.collection(archivedMessages, scope, row.name).range();
  const at = Math.max(oldest?.publishedAt ?? globe.clock.now(), oldestKept(globe, row));
  return new Date(at).toISOString();
}

export function forgetArchive(globe: Globe, { scope, row }: Topic): void {
  globe.store.collection(archivedMessages, scope, row.name).clear();
}
