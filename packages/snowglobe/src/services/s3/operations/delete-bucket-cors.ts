import type { DeleteBucketCorsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const deleteBucketCors: Operation<DeleteBucketCorsRequest, object> = (input, call) => {
  changeBucket(call, input, { cors: undefined });
  return {};
};
