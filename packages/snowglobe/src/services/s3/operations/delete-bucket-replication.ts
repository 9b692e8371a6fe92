import type { DeleteBucketReplicationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const deleteBucketReplication: Operation<DeleteBucketReplicationRequest, object> = (input, call) => {
  changeBucket(call, input, { replication: undefined });
  return {};
};
