import type { PutBucketPolicyRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket, findBucket } from '../bucket.ts';
import { checkBucketPolicy } from '../bucket-policy.ts';
import { blockedByPublicAccessBlock } from '../errors.ts';
import { isPublicPolicy } from '../public-policy.ts';

export const putBucketPolicy: Operation<PutBucketPolicyRequest, object> = (input, call) => {
  const bucket = findBucket(call, input);
  const policy = input.Policy ?? '';
  checkBucketPolicy(policy, bucket.name);
  if (bucket.publicAccessBlock?.BlockPublicPolicy && isPublicPolicy(policy)) {
    throw blockedByPublicAccessBlock(call.caller, 's3:PutBucketPolicy', bucket.name, 'BlockPublicPolicy');
  }
  changeBucket(call, input, { policy });
  return {};
};
