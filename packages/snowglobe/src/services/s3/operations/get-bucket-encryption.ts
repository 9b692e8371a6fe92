import type { GetBucketEncryptionOutput, GetBucketEncryptionRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';

/** Every bucket has a default encryption since January 2023. */
export const getBucketEncryption: Operation<GetBucketEncryptionRequest, GetBucketEncryptionOutput> = (input, call) => ({
  ServerSideEncryptionConfiguration: findBucket(call, input).encryption,
});
