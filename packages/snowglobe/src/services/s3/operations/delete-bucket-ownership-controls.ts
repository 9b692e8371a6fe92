import type { DeleteBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const deleteBucketOwnershipControls: Operation<DeleteBucketOwnershipControlsRequest, object> = (input, call) => {
  changeBucket(call, input, { ownership: undefined });
  return {};
};
