import type { GetBucketPolicyStatusOutput, GetBucketPolicyStatusRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchBucketPolicy } from '../errors.ts';
import { isPublicPolicy } from '../public-policy.ts';

export const getBucketPolicyStatus: Operation<GetBucketPolicyStatusRequest, GetBucketPolicyStatusOutput> = (
  input,
  call,
) => {
  const { name, policy } = findBucket(call, input);
  if (policy === undefined) throw noSuchBucketPolicy(name);
  return { PolicyStatus: { IsPublic: isPublicPolicy(policy) } };
};
