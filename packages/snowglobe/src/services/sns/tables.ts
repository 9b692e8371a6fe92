import type { CauseLink } from '../../contract/cause.ts';
import { outbox } from '../../contract/mail.ts';
import type { TableDefinition } from '../../contract/table.ts';
import type { OutgoingMessage } from './message.ts';

export interface TopicRow {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** The attributes that were set, as AWS's texts. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly subscriptionsDeleted: number;
}

/** Key: the topic's name. */
export const topics: TableDefinition<TopicRow> = { name: 'sns/topics', key: (row) => row.name };

/** Protocols that can be subscribed here. */
export type Protocol = 'sqs' | 'lambda' | 'http' | 'https' | 'email' | 'email-json' | 'firehose';

export interface SubscriptionRow {
  /** The last part of the ARN. */
  readonly id: string;
  readonly arn: string;
  readonly topicArn: string;
  /** The account that subscribed. */
  readonly owner: string;
  /** The ARN of who subscribed. */
  readonly principalArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly pending: boolean;
  /** What confirms the subscription, while it is pending and after. */
  readonly token: string;
  readonly confirmationWasAuthenticated: boolean;
  readonly authenticateOnUnsubscribe: boolean;
  readonly createdAt: number;
}

/** In the scope of the topic. */
export const subscriptions: TableDefinition<SubscriptionRow> = {
  name: 'sns/subscriptions',
  key: (row) => row.id,
  indexes: { topic: (row) => row.topicArn, token: (row) => row.token },
};

/** A message attribute as it is kept. */
export interface StoredAttribute {
  /** `String`, `String.Array`, `Number`, `Binary`, or one of them with a label. */
  readonly dataType: string;
  readonly stringValue?: string;
  readonly binaryValue?: Uint8Array;
}

export type StoredAttributes = Readonly<Record<string, StoredAttribute>>;

export type MessageType = 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';

/** One message on its way to one subscriber. */
export interface DeliveryRow {
  readonly id: string;
  readonly type: MessageType;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  readonly messageId: string;
  /** As this protocol gets it. */
  readonly message: string;
  readonly subject?: string;
  readonly attributes: StoredAttributes;
  /** Epoch ms. */
  readonly publishedAt: number;
  /** Confirmations. */
  readonly token?: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** FIFO topics. */
  readonly sequenceNumber?: string;
  /** Sent again out of the topic's archive. */
  readonly replayed?: boolean;
  /** X-Ray's header, passed on to queues. */
  readonly traceHeader?: string;
  /** How often it was tried in vain. */
  readonly failures: number;
  readonly dueAt: number;
  readonly cause: CauseLink;
}

/** What must be delivered one after the other: a message group of a FIFO topic, for one subscriber. */
export function laneOf(row: Pick<DeliveryRow, 'subscriptionArn' | 'groupId' | 'sequenceNumber'>): string | undefined {
  if (row.sequenceNumber === undefined) return undefined;
  return `${row.subscriptionArn}/${encodeURIComponent(row.groupId ?? '')}/`;
}

/** In the scope of the topic. */
export const deliveries: TableDefinition<DeliveryRow> = {
  name: 'sns/deliveries',
  key: (row) => row.id,
  indexes: {
    lane: (row) => {
      const lane = laneOf(row);
      return lane === undefined ? undefined : lane + row.sequenceNumber;
    },
  },
};

export interface DeduplicationRow {
  readonly key: string;
  readonly until: number;
  readonly messageId: string;
  readonly sequenceNumber: string;
}

/** Partition: the FIFO topic's name. What was published in the last five minutes. */
export const deduplications: TableDefinition<DeduplicationRow> = {
  name: 'sns/deduplications',
  key: (row) => row.key,
  indexes: { until: (row) => String(row.until).padStart(15, '0') },
};

/** A message that a FIFO topic keeps for replays. */
export interface ArchivedMessageRow {
  readonly sequenceNumber: string;
  readonly messageId: string;
  readonly publishedAt: number;
  readonly outgoing: OutgoingMessage;
  readonly cause: CauseLink;
}

/** Partition: the FIFO topic's name. In the order of publication. */
export const archivedMessages: TableDefinition<ArchivedMessageRow> = {
  name: 'sns/archived-messages',
  key: (row) => row.sequenceNumber,
  indexes: { published: (row) => String(row.publishedAt).padStart(15, '0') },
};

export interface SequenceRow {
  readonly topicName: string;
  /** A decimal integer of 20 digits. */
  readonly last: string;
}

/** The last sequence number that each FIFO topic gave out. */
export const sequences: TableDefinition<SequenceRow> = { name: 'sns/sequences', key: (row) => row.topicName };

export interface SigningKeyRow {
  /** 32 hex digits: part of the certificate's URL. */
  readonly id: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** X.509, PEM. */
  readonly certificate: string;
}

/** The globe's one key, everywhere. */
export const signingKeys: TableDefinition<SigningKeyRow> = { name: 'sns/signing-keys', key: (row) => row.id };

export const tables = [
  topics,
  subscriptions,
  deliveries,
  deduplications,
  archivedMessages,
  sequences,
  signingKeys,
  outbox,
];
