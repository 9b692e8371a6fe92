import type { PutBucketReplicationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket, findBucket } from '../bucket.ts';
import { notImplemented } from '../errors.ts';
import { checkedReplication } from '../replication/check.ts';

export const putBucketReplication: Operation<PutBucketReplicationRequest, object> = (input, call) => {
  if (input.Token !== undefined) throw notImplemented('x-amz-bucket-object-lock-token');
  const replication = checkedReplication(call.globe, findBucket(call, input), input.ReplicationConfiguration);
  changeBucket(call, input, { replication });
  return {};
};
