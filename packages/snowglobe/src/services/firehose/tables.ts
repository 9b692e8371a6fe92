import type {
  DeliveryStreamFailureType,
  ExtendedS3DestinationConfiguration,
  HttpEndpointDestinationConfiguration,
  KeyType,
} from '@aws-sdk/client-firehose';
import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';
import type { PartitionKeys } from './prefix.ts';

/** What a stream writes to, in AWS's shape with its defaults filled in. */
export type Destination = ExtendedS3DestinationConfiguration;

/** Why something did not come about, in the words of DescribeDeliveryStream. */
export interface Failure {
  readonly type: DeliveryStreamFailureType;
  readonly details: string;
}

/** What a stream's records are encrypted with. */
export interface StreamKey {
  readonly keyType: KeyType;
  /** A customer's key, and the grant by which Firehose uses it. */
  readonly keyArn?: string;
  readonly grantId?: string;
}

export interface DeliveryStreamRow {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** A decimal number, counted up by every change of the destination. */
  readonly versionId: string;
  readonly destination: Destination;
  /** Where records are sent instead; the destination is its bucket then. */
  readonly endpoint?: HttpEndpointDestinationConfiguration;
  /** The Kinesis stream that is read; absent where records are put. */
  readonly source?: { readonly streamArn: string; readonly roleArn: string };
  /** Absent while records are not encrypted. */
  readonly key?: StreamKey;
  /** Why the last change of the key failed; what was before remains. */
  readonly encryptionFailure?: Failure;
  /** Why the stream could not be created: it takes no records. */
  readonly creationFailure?: Failure;
  /** When encryption was started or stopped within the last day, epoch ms. */
  readonly encryptionChangedAt?: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}

export const deliveryStreams: TableDefinition<DeliveryStreamRow> = {
  name: 'firehose/delivery-streams',
  key: (row) => row.name,
};

/** Where a record of a Kinesis source stood: `kinesisRecordMetadata` of the function's event. */
export interface KinesisMetadata {
  readonly shardId: string;
  readonly partitionKey: string;
  readonly sequenceNumber: string;
}

export interface BufferedRecord {
  readonly recordId: string;
  readonly data: Uint8Array;
  readonly arrivedAt: number;
  readonly kinesis?: KinesisMetadata;
}

/** Records that came together; they stay until they are written. */
export interface ChunkRow {
  /** Order of arrival, padded. */
  readonly position: string;
  readonly bytes: number;
  readonly records: readonly BufferedRecord[];
  readonly cause: CauseLink;
}

/** Partition: `bufferKey` of their buffer. */
export const chunks: TableDefinition<ChunkRow> = { name: 'firehose/chunks', key: (row) => row.position };

/** A stream has one buffer for what comes in, one for each active partition, one for the backup. */
export interface BufferRow {
  readonly streamName: string;
  /** Empty for what comes in. */
  readonly bufferName: string;
  readonly nextNumber: number;
  readonly bytes: number;
  /** When the buffer is to be written at the latest; absent while it is empty. */
  readonly dueAt?: number;
  /** Encrypted by the customer's key of the stream: what was put last can be read only by who may decrypt it. */
  readonly dataKey?: Uint8Array;
  /** Of an active partition. */
  readonly partitionKeys?: PartitionKeys;
  /** Since when, and how often, the oldest records could not be delivered. */
  readonly failing?: {
    readonly since: number;
    readonly attempts: number;
    readonly requestId: string;
    /** How many they are: the same batch is sent again. */
    readonly records: number;
  };
}

export const bufferKey = (streamName: string, bufferName: string): string => `${streamName}/${bufferName}`;

export const buffers: TableDefinition<BufferRow> = {
  name: 'firehose/buffers',
  key: (row) => bufferKey(row.streamName, row.bufferName),
};

export interface SourcePositionRow {
  readonly shardId: string;
  readonly position: string;
}

/** Partition: the stream's name. How far each shard of the source was read. */
export const sourcePositions: TableDefinition<SourcePositionRow> = {
  name: 'firehose/source-positions',
  key: (row) => row.shardId,
};

export const tables = [deliveryStreams, chunks, buffers, sourcePositions];
