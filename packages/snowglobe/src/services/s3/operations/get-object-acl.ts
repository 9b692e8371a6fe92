import type { GetObjectAclOutput, GetObjectAclRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { privateGrants } from '../acl.ts';
import { findBucket, ownerOf } from '../bucket.ts';
import { findObject } from '../versions.ts';

/** Where ACLs are switched off, S3 shows full control for the bucket's owner. */
export const getObjectAcl: Operation<GetObjectAclRequest, GetObjectAclOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId);
  const enforced = bucket.ownership === 'BucketOwnerEnforced';
  return {
    Owner: ownerOf(enforced ? bucket.account : row.owner),
    Grants: [...(enforced ? privateGrants(bucket.account) : row.grants)],
  };
};
