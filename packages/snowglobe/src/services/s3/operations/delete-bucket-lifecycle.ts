import type { DeleteBucketLifecycleRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const deleteBucketLifecycle: Operation<DeleteBucketLifecycleRequest, object> = (input, call) => {
  changeBucket(call, input, { lifecycle: undefined });
  return {};
};
