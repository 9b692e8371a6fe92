import type { GetObjectOutput } from '@aws-sdk/client-s3';
import { checksumMember } from './checksum.ts';
import { wholeSecond } from './instant.ts';
import { expirationHeader } from './lifecycle-header.ts';
import { quoted } from './preconditions.ts';
import type { BucketRow, Encryption, ObjectRow } from './tables.ts';
import { shownVersionId } from './versions.ts';

type Described = Omit<GetObjectOutput, 'Body'>;

/** Everything that GetObject and HeadObject tell of an object besides its bytes. */
export function describeObject(bucket: BucketRow, row: ObjectRow, nowAt: number): Described {
  return {
    ...row.headers,
    ContentType: row.headers.ContentType ?? 'binary/octet-stream',
    AcceptRanges: 'bytes',
    LastModified: wholeSecond(row.lastModifiedAt),
    ContentLength: row.size,
    ETag: quoted(row.etag),
    VersionId: shownVersionId(bucket, row),
    Metadata: { ...row.metadata },
    StorageClass: shownStorageClass(row.storageClass),
    TagCount: row.tags.length === 0 ? undefined : row.tags.length,
    Expiration: expirationHeader(bucket, row),
    Restore: restoreHeader(row, nowAt),
    ReplicationStatus: row.replicationStatus,
    ...describeEncryption(row.encryption),
    ...describeLock(row),
  };
}

/** The stored checksum, as an answer's members. */
export function describeChecksum(row: Pick<ObjectRow, 'checksum'>): Partial<Described> {
  if (row.checksum === undefined) return {};
  return { [checksumMember(row.checksum.algorithm)]: row.checksum.value, ChecksumType: row.checksum.type };
}

export function describeEncryption(
  encryption: Encryption,
): Pick<Described, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'> {
  return {
    ServerSideEncryption: encryption.algorithm,
    SSEKMSKeyId: encryption.kmsKeyId,
    BucketKeyEnabled: encryption.bucketKeyEnabled,
  };
}

/** The same with the context that the client gave: answers to writes only. */
export function describeWrittenEncryption(encryption: Encryption) {
  const { context } = encryption;
  return {
    ...describeEncryption(encryption),
    ...(context && { SSEKMSEncryptionContext: Buffer.from(JSON.stringify(context)).toString('base64') }),
  };
}

/** S3 leaves the storage class out of headers when it is STANDARD. */
function shownStorageClass(storageClass: string): NonNullable<Described['StorageClass']> | undefined {
  return storageClass === 'STANDARD' ? undefined : (storageClass as NonNullable<Described['StorageClass']>);
}

function describeLock(row: ObjectRow): Partial<Described> {
  return {
    ObjectLockLegalHoldStatus: row.legalHold,
    ...(row.retention && {
      ObjectLockMode: row.retention.mode,
      ObjectLockRetainUntilDate: new Date(row.retention.until),
    }),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html, x-amz-restore */
function restoreHeader(row: ObjectRow, nowAt: number): string | undefined {
  if (row.restore === undefined || row.restore.expiresAt <= nowAt) return undefined;
  if (row.restore.readyAt > nowAt) return 'ongoing-request="true"';
  return `ongoing-request="false", expiry-date="${new Date(row.restore.expiresAt).toUTCString()}"`;
}
