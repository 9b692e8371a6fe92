import type { DeleteBucketTaggingRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const deleteBucketTagging: Operation<DeleteBucketTaggingRequest, object> = (input, call) => {
  changeBucket(call, input, { tags: undefined });
  return {};
};
