import type { GetBucketReplicationOutput, GetBucketReplicationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { replicationConfigurationNotFound } from '../replication/errors.ts';

export const getBucketReplication: Operation<GetBucketReplicationRequest, GetBucketReplicationOutput> = (
  input,
  call,
) => {
  const { name, replication } = findBucket(call, input);
  if (replication === undefined) throw replicationConfigurationNotFound(name);
  return { ReplicationConfiguration: replication };
};
