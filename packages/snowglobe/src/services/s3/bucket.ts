import { createHash } from 'node:crypto';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { everywhere } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { accessDenied, noSuchBucket } from './errors.ts';
import {
  type BucketRow,
  buckets,
  objects,
  type PartRow,
  parts,
  type UploadRow,
  uploads,
  type VersionRow,
} from './tables.ts';

export interface BucketInput {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** The bucket that a request names. Throws NoSuchBucket, and AccessDenied when it is not the expected account's. */
export function findBucket(call: Pick<Call, 'globe'>, input: BucketInput): BucketRow {
  const name = input.Bucket ?? '';
  const bucket = bucketsOf(call.globe).get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== bucket.account) throw accessDenied();
  return bucket;
}

/** Changes settings of the bucket that a request names; undefined removes one. */
export function changeBucket(call: Call, input: BucketInput, change: Partial<Omit<BucketRow, 'name'>>): void {
  const bucket = findBucket(call, input);
  bucketsOf(call.globe).put({ ...bucket, ...change });
}

export function bucketsOf(globe: Globe): Collection<BucketRow> {
  return globe.store.collection(buckets, everywhere);
}

export function objectsOf(globe: Globe, bucket: string): Collection<VersionRow> {
  return globe.store.collection(objects, everywhere, bucket);
}

export function uploadsOf(globe: Globe, bucket: string): Collection<UploadRow> {
  return globe.store.collection(uploads, everywhere, bucket);
}

export function partsOf(globe: Globe, bucket: string, uploadId: string): Collection<PartRow> {
  return globe.store.collection(parts, everywhere, `${bucket}/${uploadId}`);
}

/** The 64 hex digits by which S3 names an account in ACLs and owners. Differs from AWS: derived from the account number. */
export function canonicalUser(account: string): string {
  return createHash('sha256').update(`canonical user of ${account}`).digest('hex');
}

export function ownerOf(account: string): { readonly ID: string } {
  return { ID: canonicalUser(account) };
}

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}
