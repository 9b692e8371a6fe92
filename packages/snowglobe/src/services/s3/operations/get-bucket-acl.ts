import type { GetBucketAclOutput, GetBucketAclRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket, ownerOf } from '../bucket.ts';

export const getBucketAcl: Operation<GetBucketAclRequest, GetBucketAclOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  return { Owner: ownerOf(bucket.account), Grants: [...bucket.grants] };
};
