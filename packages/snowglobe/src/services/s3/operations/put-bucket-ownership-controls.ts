import type { PutBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { canonicalUser, changeBucket, findBucket } from '../bucket.ts';
import { invalidBucketAclWithObjectOwnership, malformedXml } from '../errors.ts';

export const putBucketOwnershipControls: Operation<PutBucketOwnershipControlsRequest, object> = (input, call) => {
  const rules = input.OwnershipControls?.Rules ?? [];
  const ownership = rules[0]?.ObjectOwnership;
  if (rules.length !== 1 || ownership === undefined) throw malformedXml();
  const bucket = findBucket(call, input);
  const grantsOthers = bucket.grants.some((grant) => grant.Grantee?.ID !== canonicalUser(bucket.account));
  if (ownership === 'BucketOwnerEnforced' && grantsOthers) throw invalidBucketAclWithObjectOwnership();
  changeBucket(call, input, { ownership });
  return {};
};
