import type { BucketLocationConstraint, GetBucketLocationOutput, GetBucketLocationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';

/** S3 gives nothing for us-east-1. */
export const getBucketLocation: Operation<GetBucketLocationRequest, GetBucketLocationOutput> = (input, call) => {
  const { region } = findBucket(call, input);
  return { LocationConstraint: region === 'us-east-1' ? undefined : (region as BucketLocationConstraint) };
};
