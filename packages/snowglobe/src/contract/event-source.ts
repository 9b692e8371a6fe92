import type { CauseLink } from './cause.ts';
import type { Globe } from './globe.ts';
import type { Principal } from './principal.ts';

/** One record of a shard, as delivery sees it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Epoch ms. */
  readonly arrivedAt: number;
  readonly partitionKey: string;
  /** The record as it stands in the function's event (`Records[n]`), and what filter patterns are matched against. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly cause: CauseLink;
}

export interface Shard {
  readonly shardId: string;
  /** Shards that must be finished before this one is read. */
  readonly parentShardIds: readonly string[];
}

/** A point in a shard: after a sequence number, or before everything (''). Opaque to delivery, kept as checkpoint. */
export type ShardPosition = string;

/** In whose name a source is read: that decides where records lie under a key. Rejects with an AwsError when there is no such role. */
export type SourceReader = (cause: CauseLink) => Promise<Principal>;

/** Records in order, kept for a while, read by position: Kinesis and DynamoDB streams. All reads are synchronous. */
export interface StreamSource {
  readonly kind: 'stream';
  /** The member of failure metadata: `KinesisBatchInfo`, `DDBStreamBatchInfo`. */
  readonly batchInfoName: string;
  /** `aws:kinesis` or `aws:dynamodb`; where filter patterns find the decoded data (`data`, `dynamodb`). */
  readonly eventSource: string;
  exists(globe: Globe, arn: string): boolean;
  shards(globe: Globe, arn: string): readonly Shard[];
  startPosition(
    globe: Globe,
    arn: string,
    shardId: string,
    at: 'LATEST' | 'TRIM_HORIZON' | { readonly timestamp: number },
  ): ShardPosition;
  /** Records after a position; `finished` when the shard is closed and read to its end. */
  read(
    globe: Globe,
    arn: string,
    shardId: string,
    after: ShardPosition,
    limit: number,
  ): { readonly records: readonly StreamRecord[]; readonly finished: boolean };
  /** Has records decrypted that lie under a key. Undefined: none does. Rejects with an AwsError when the reader may not use the key. */
  unlock?(
    globe: Globe,
    arn: string,
    shardId: string,
    records: readonly StreamRecord[],
    reader: SourceReader,
  ): Promise<void> | undefined;
  /** Calls back after each write to the stream or change of its shards. */
  watch(globe: Globe, arn: string, wake: () => void): () => void;
}

/** One received message. */
export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  /** FIFO queues only. */
  readonly groupId?: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly cause: CauseLink;
}

/** Messages that are hidden while being worked on and deleted when done: SQS. */
export interface QueueSource {
  readonly kind: 'queue';
  readonly eventSource: string;
  exists(globe: Globe, arn: string): boolean;
  isFifo(globe: Globe, arn: string): boolean;
  /** Has the messages decrypted that lie under a key. Undefined: none does. Rejects with an AwsError when the reader may not use the key. */
  unlock?(globe: Globe, arn: string, reader: SourceReader): Promise<void> | undefined;
  /** Takes up to `limit` visible messages, in one step, hiding them for the queue's visibility timeout. */
  receive(globe: Globe, arn: string, limit: number): readonly QueueRecord[];
  delete(globe: Globe, arn: string, receiptHandles: readonly string[]): void;
  /** Whether all these messages are still hidden for their receiver: neither deleted nor visible again. */
  holds(globe: Globe, arn: string, receiptHandles: readonly string[]): boolean;
  /** Makes the messages visible again after so many seconds. */
  release(globe: Globe, arn: string, receiptHandles: readonly string[], visibilitySeconds: number): void;
  /** Calls back whenever a message becomes visible (sent, delay or visibility over). */
  watch(globe: Globe, arn: string, wake: () => void): () => void;
}

export type EventSource = StreamSource | QueueSource;
