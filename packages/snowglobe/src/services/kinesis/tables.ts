import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';
import { paddedInstant } from './instant-key.ts';

export interface ShardState {
  readonly shardId: string;
  readonly index: number;
  readonly parentShardId?: string;
  readonly adjacentParentShardId?: string;
  /** 32 hex digits. */
  readonly startHash: string;
  /** 32 hex digits, inclusive. */
  readonly endHash: string;
  readonly startSequence: string;
  /** Of a closed shard. */
  readonly endSequence?: string;
  readonly createdAt: number;
  readonly closedAt?: number;
}

export interface StreamRow {
  readonly name: string;
  readonly arn: string;
  readonly mode: 'PROVISIONED' | 'ON_DEMAND';
  readonly retentionHours: number;
  readonly shards: readonly ShardState[];
  /** The KMS key as the caller named it; absent: not encrypted. */
  readonly keyId?: string;
  /** Shard-level metrics that are on. */
  readonly metrics: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** The resource policy as JSON text. */
  readonly policy?: string;
  readonly maximumRecordKiB: number;
  readonly createdAt: number;
}

/** Key: the stream's name. */
export const streams: TableDefinition<StreamRow> = { name: 'kinesis/streams', key: (row) => row.name };

export interface RecordRow {
  /** 56 digits. */
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  readonly arrivedAt: number;
  readonly encrypted: boolean;
  /** What it is encrypted under: a data key, itself encrypted, base64. */
  readonly dataKey?: string | undefined;
  readonly cause: CauseLink;
}

/** Partition: `stream/shardId`. */
export const records: TableDefinition<RecordRow> = {
  name: 'kinesis/records',
  key: (row) => row.sequenceNumber,
  indexes: { arrived: (row) => paddedInstant(row.arrivedAt) },
};

export interface ConsumerRow {
  readonly name: string;
  readonly arn: string;
  readonly streamName: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  /** The resource policy as JSON text. */
  readonly policy?: string;
}

/** Key: the consumer's ARN. */
export const consumers: TableDefinition<ConsumerRow> = {
  name: 'kinesis/consumers',
  key: (row) => row.arn,
  indexes: { name: (row) => `${row.streamName}/${row.name}` },
};

export const tables = [streams, records, consumers];
