import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';
import { paddedInstant } from './instant-key.ts';

export interface QueueRow {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  /** The settable attributes as AWS's texts, defaults included. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly purgedAt?: number;
}

/** Key: the queue's name. */
export const queues: TableDefinition<QueueRow> = { name: 'sqs/queues', key: (row) => row.name };

/** A message attribute as it is kept. */
export interface StoredAttribute {
  readonly dataType: string;
  readonly stringValue?: string;
  readonly binaryValue?: Uint8Array;
}

export type StoredAttributes = Readonly<Record<string, StoredAttribute>>;

/** What a message is encrypted under: a data key, encrypted (base64) for the queue that it was sent to. */
export interface DataKey {
  readonly queueArn: string;
  readonly sealed: string;
}

export interface MessageRow {
  /** Order of arrival in the queue. */
  readonly position: string;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: StoredAttributes;
  /** The X-Ray trace header, when one came with the message. */
  readonly traceHeader?: string;
  readonly senderId: string;
  readonly sentAt: number;
  /** From when retention counts. */
  readonly retainedSince: number;
  /** Before this instant the message is delayed or in flight. */
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  readonly lastReceivedAt?: number;
  /** Of its latest receipt; absent while it was not received from this queue. */
  readonly receipt?: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
  /** The queue that it was dead-lettered from. */
  readonly deadLetterSourceArn?: string;
  /** Stays when the message is moved: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html */
  readonly dataKey?: DataKey;
  readonly cause: CauseLink;
}

/** Partition: the queue's name. */
export const messages: TableDefinition<MessageRow> = {
  name: 'sqs/messages',
  key: (row) => row.position,
  indexes: {
    visible: (row) => paddedInstant(row.visibleAt),
    retained: (row) => paddedInstant(row.retainedSince),
    sealed: (row) => row.dataKey?.sealed,
  },
};

export interface DeduplicationRow {
  readonly key: string;
  readonly until: number;
  readonly messageId: string;
  readonly sequenceNumber: string;
}

/** Partition: the FIFO queue's name. What was sent in the last five minutes. */
export const deduplications: TableDefinition<DeduplicationRow> = {
  name: 'sqs/deduplications',
  key: (row) => row.key,
  indexes: { until: (row) => paddedInstant(row.until) },
};

export interface SequenceRow {
  readonly queueName: string;
  /** A decimal integer of 20 digits. */
  readonly last: string;
}

/** The last sequence number given out by each FIFO queue. */
export const sequences: TableDefinition<SequenceRow> = { name: 'sqs/sequences', key: (row) => row.queueName };

export interface ReceiveAttemptRow {
  readonly attemptId: string;
  readonly until: number;
  readonly receipts: readonly { readonly position: string; readonly receipt: string }[];
}

/** Partition: the FIFO queue's name. What a receive with a ReceiveRequestAttemptId returned. */
export const receiveAttempts: TableDefinition<ReceiveAttemptRow> = {
  name: 'sqs/receive-attempts',
  key: (row) => row.attemptId,
  indexes: { until: (row) => paddedInstant(row.until) },
};

type MoveTaskStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';

export interface MoveTaskRow {
  readonly taskId: string;
  readonly status: MoveTaskStatus;
  readonly sourceArn: string;
  readonly destinationArn?: string;
  readonly perSecond?: number;
  readonly moved: number;
  readonly toMove: number;
  readonly failureReason?: string;
  readonly startedAt: number;
}

/** Key: start instant and task id, so the newest are last. */
export const moveTasks: TableDefinition<MoveTaskRow> = {
  name: 'sqs/move-tasks',
  key: (row) => `${paddedInstant(row.startedAt)}/${row.taskId}`,
};

export const tables = [queues, messages, deduplications, sequences, receiveAttempts, moveTasks];
