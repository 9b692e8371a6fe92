import type {
  CORSConfiguration,
  Grant,
  LifecycleRule,
  NotificationConfiguration,
  ObjectLockConfiguration,
  PublicAccessBlockConfiguration,
  ReplicationConfiguration,
  ReplicationRule,
  ServerSideEncryptionConfiguration,
  Tag,
  TransitionDefaultMinimumObjectSize,
} from '@aws-sdk/client-s3';
import type { CauseLink } from '../../contract/cause.ts';
import type { BlobRef } from '../../contract/store.ts';
import type { TableDefinition } from '../../contract/table.ts';
import type { ChecksumAlgorithm } from './checksum.ts';
import { keyScope } from './key-order.ts';

/** A stretch of a body: small ones lie in the row, others in a blob. */
export type Piece =
  | { readonly size: number; readonly bytes: Uint8Array }
  | { readonly size: number; readonly blob: BlobRef };

type Ownership = 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';

export interface Lifecycle {
  readonly rules: LifecycleRule[];
  readonly transitionMinimum: TransitionDefaultMinimumObjectSize;
}

export interface BucketRow {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Undefined: never enabled. */
  readonly versioning?: 'Enabled' | 'Suspended' | undefined;
  readonly objectLock?: ObjectLockConfiguration | undefined;
  readonly ownership?: Ownership | undefined;
  readonly publicAccessBlock?: PublicAccessBlockConfiguration | undefined;
  readonly encryption: ServerSideEncryptionConfiguration;
  readonly grants: readonly Grant[];
  readonly tags?: readonly Tag[] | undefined;
  /** JSON text. */
  readonly policy?: string | undefined;
  readonly cors?: CORSConfiguration | undefined;
  readonly lifecycle?: Lifecycle | undefined;
  readonly notification?: NotificationConfiguration | undefined;
  readonly replication?: ReplicationConfiguration | undefined;
}

/** The headers that S3 stores with an object and gives back. */
export interface ContentHeaders {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; with `-N` when composite. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

export interface Encryption {
  readonly algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  readonly kmsKeyId?: string | undefined;
  readonly bucketKeyEnabled?: boolean | undefined;
  /** What the client gave besides S3's own context. */
  readonly context?: Readonly<Record<string, string>> | undefined;
  /** Encrypted under the key; undefined without KMS. */
  readonly dataKey?: Uint8Array | undefined;
}

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Epoch ms. */
  readonly until: number;
}

export interface Restore {
  /** Epoch ms when the copy is there. */
  readonly readyAt: number;
  /** Epoch ms when the copy vanishes. */
  readonly expiresAt: number;
}

/** What a client may say about an object when it writes it. */
export interface ObjectSettings {
  readonly headers: ContentHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly storageClass: string;
  readonly encryption: Encryption;
  readonly grants: readonly Grant[];
  readonly retention?: Retention | undefined;
  readonly legalHold?: 'ON' | 'OFF' | undefined;
}

/** One part of an object that was uploaded in parts. */
interface ObjectPart {
  readonly partNumber: number;
  readonly size: number;
  /** Base64, of the object's algorithm; undefined when the upload named none. */
  readonly checksum?: string | undefined;
}

interface VersionPosition {
  readonly key: string;
  /** `null` when written without versioning. */
  readonly versionId: string;
  /** Orders the versions of one key; the highest is current. */
  readonly sequence: number;
  /** Epoch ms. */
  readonly lastModifiedAt: number;
  /** Account that wrote it. */
  readonly owner: string;
}

export interface ObjectRow extends VersionPosition, ObjectSettings {
  readonly kind: 'object';
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
  readonly pieces: readonly Piece[];
  readonly checksum?: Checksum | undefined;
  readonly parts?: readonly ObjectPart[] | undefined;
  readonly restore?: Restore | undefined;
  readonly replicationStatus?: 'PENDING' | 'COMPLETED' | 'FAILED' | 'REPLICA' | undefined;
}

export interface DeleteMarkerRow extends VersionPosition {
  readonly kind: 'delete-marker';
}

export type VersionRow = ObjectRow | DeleteMarkerRow;

export interface UploadRow {
  readonly uploadId: string;
  readonly key: string;
  /** Epoch ms. */
  readonly initiatedAt: number;
  readonly initiator: string;
  readonly settings: ObjectSettings;
  /** Undefined: the client named none; S3 keeps a CRC64NVME of the whole. */
  readonly checksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly checksumType: 'FULL_OBJECT' | 'COMPOSITE';
}

export interface PartRow {
  readonly partNumber: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch ms. */
  readonly lastModifiedAt: number;
  readonly pieces: readonly Piece[];
  /** Base64, of the upload's algorithm (CRC64NVME when it has none). */
  readonly checksum: string;
}

/** A blob and how many objects and parts hold it: copies share blobs. */
export interface BodyRow {
  readonly blob: BlobRef;
  readonly holders: number;
}

/** One event on its way to one destination. */
export interface OutboxRow {
  readonly id: string;
  readonly bucket: string;
  readonly account: string;
  readonly destination: string;
  readonly body: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly cause: CauseLink;
  readonly attempts: number;
  /** Epoch ms. */
  readonly dueAt: number;
}

/** One version on its way to one destination bucket. */
export interface ReplicationRow {
  /** In the order of the writes. */
  readonly id: string;
  /** The source. */
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /** As it was when the version was written. */
  readonly rule: ReplicationRule;
  readonly cause: CauseLink;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly attempts: number;
  /** Epoch ms. */
  readonly dueAt: number;
  /** It was told that the time of the rule's Replication Time Control is over. */
  readonly late?: true | undefined;
}

export const buckets: TableDefinition<BucketRow> = { name: 's3/buckets', key: (row) => row.name };

const lastSequence = 0xff_ffff_ffff;

/** All versions of all keys of one bucket: by key, newest version first. Partition: the bucket. */
export const objects: TableDefinition<VersionRow> = {
  name: 's3/objects',
  key: (row) => `${keyScope(row.key)}${(lastSequence - row.sequence).toString(16).padStart(10, '0')}`,
  indexes: {
    version: (row) => (row.versionId === 'null' ? undefined : `${keyScope(row.key)}${row.versionId}`),
    restore: (row) =>
      row.kind === 'object' && row.restore ? String(row.restore.readyAt).padStart(16, '0') : undefined,
  },
};

/** Multipart uploads under way: by key, oldest first. Partition: the bucket. */
export const uploads: TableDefinition<UploadRow> = {
  name: 's3/uploads',
  key: (row) => `${keyScope(row.key)}${String(row.initiatedAt).padStart(16, '0')}${row.uploadId}`,
  indexes: { uploadId: (row) => row.uploadId },
};

/** Partition: bucket/uploadId. */
export const parts: TableDefinition<PartRow> = {
  name: 's3/parts',
  key: (row) => String(row.partNumber).padStart(5, '0'),
};

export const bodies: TableDefinition<BodyRow> = { name: 's3/bodies', key: (row) => row.blob };

export const outbox: TableDefinition<OutboxRow> = { name: 's3/outbox', key: (row) => row.id };

export const replications: TableDefinition<ReplicationRow> = {
  name: 's3/replications',
  key: (row) => row.id,
  indexes: { version: (row) => `${row.bucket}/${keyScope(row.key)}${row.versionId}` },
};

export const s3Tables = [buckets, objects, uploads, parts, bodies, outbox, replications];
