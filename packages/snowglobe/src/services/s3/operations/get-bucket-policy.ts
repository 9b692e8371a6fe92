import type { GetBucketPolicyOutput, GetBucketPolicyRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchBucketPolicy } from '../errors.ts';

export const getBucketPolicy: Operation<GetBucketPolicyRequest, GetBucketPolicyOutput> = (input, call) => {
  const { name, policy } = findBucket(call, input);
  if (policy === undefined) throw noSuchBucketPolicy(name);
  return { Policy: policy };
};
