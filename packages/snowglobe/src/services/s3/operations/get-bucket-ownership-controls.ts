import type { GetBucketOwnershipControlsOutput, GetBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { ownershipControlsNotFound } from '../errors.ts';

export const getBucketOwnershipControls: Operation<
  GetBucketOwnershipControlsRequest,
  GetBucketOwnershipControlsOutput
> = (input, call) => {
  const { name, ownership } = findBucket(call, input);
  if (ownership === undefined) throw ownershipControlsNotFound(name);
  return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } };
};
