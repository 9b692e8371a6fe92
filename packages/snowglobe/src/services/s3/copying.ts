import type { Call } from '../../contract/operation.ts';
import { findBucket } from './bucket.ts';
import { parseCopySource } from './copy-source.ts';
import { invalidRequest, notImplemented } from './errors.ts';
import { isArchived } from './object-reading.ts';
import { checkCopyConditions } from './preconditions.ts';
import type { BucketRow, ObjectRow } from './tables.ts';
import { findObject } from './versions.ts';

interface CopyInput {
  readonly CopySource: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
}

/** The object that a copy is made from. */
export function findCopySource(input: CopyInput, call: Call): { readonly bucket: BucketRow; readonly row: ObjectRow } {
  const source = parseCopySource(input.CopySource);
  const bucket = findBucket(call, { Bucket: source.bucket, ExpectedBucketOwner: input.ExpectedSourceBucketOwner });
  return { bucket, row: findObject(call.globe, bucket, source.key, source.versionId) };
}

/** Throws when the source does not meet the request's conditions, or cannot be read. */
export function checkCopyable(input: CopyInput, source: ObjectRow, nowAt: number): void {
  if (input.CopySourceSSECustomerAlgorithm !== undefined) throw notImplemented('CopySourceSSECustomerAlgorithm');
  checkCopyConditions(input, source);
  if (isArchived(source, nowAt)) {
    throw invalidRequest("Operation is not valid for the source object's storage class");
  }
}
