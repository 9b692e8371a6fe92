import type { PutObjectAclOutput, PutObjectAclRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { replacedGrants } from '../acl.ts';
import { findBucket } from '../bucket.ts';
import { originOf } from '../event.ts';
import { recordEvent } from '../notification.ts';
import { changeReplicated, findObject, shownVersionId } from '../versions.ts';

export const putObjectAcl: Operation<PutObjectAclRequest, PutObjectAclOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId, 'PUT');
  const grants = replacedGrants(bucket, input, row.owner, { caller: call.caller, action: 's3:PutObjectAcl' });
  changeReplicated(call.globe, bucket, row, { grants }, call.cause);
  recordEvent(call.globe, bucket, originOf(call), 'ObjectAcl:Put', {
    key: row.key,
    etag: row.etag,
    versionId: shownVersionId(bucket, row),
  });
  return {};
};
