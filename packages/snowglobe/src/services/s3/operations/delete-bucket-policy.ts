import type { DeleteBucketPolicyRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const deleteBucketPolicy: Operation<DeleteBucketPolicyRequest, object> = (input, call) => {
  changeBucket(call, input, { policy: undefined });
  return {};
};
