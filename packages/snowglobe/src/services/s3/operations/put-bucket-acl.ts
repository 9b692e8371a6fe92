import type { PutBucketAclRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { replacedGrants } from '../acl.ts';
import { changeBucket, findBucket } from '../bucket.ts';

export const putBucketAcl: Operation<PutBucketAclRequest, object> = (input, call) => {
  const bucket = findBucket(call, input);
  const grants = replacedGrants(bucket, input, bucket.account, { caller: call.caller, action: 's3:PutBucketAcl' });
  changeBucket(call, input, { grants });
  return {};
};
