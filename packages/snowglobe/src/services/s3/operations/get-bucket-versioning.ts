import type { GetBucketVersioningOutput, GetBucketVersioningRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';

/** Empty for a bucket that never had versioning. */
export const getBucketVersioning: Operation<GetBucketVersioningRequest, GetBucketVersioningOutput> = (input, call) => ({
  Status: findBucket(call, input).versioning,
});
