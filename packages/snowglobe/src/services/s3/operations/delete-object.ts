import type { DeleteObjectOutput, DeleteObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { deleteObjectVersion } from '../deletion.ts';
import { notImplemented } from '../errors.ts';
import { originOf } from '../event.ts';

export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = (input, call) => {
  if (input.MFA !== undefined) throw notImplemented('x-amz-mfa');
  if (input.IfMatchLastModifiedTime !== undefined) throw notImplemented('x-amz-if-match-last-modified-time');
  if (input.IfMatchSize !== undefined) throw notImplemented('x-amz-if-match-size');
  const deleted = deleteObjectVersion(
    call.globe,
    findBucket(call, input),
    {
      key: input.Key ?? '',
      versionId: input.VersionId,
      ifMatch: input.IfMatch,
      bypassGovernance: input.BypassGovernanceRetention,
    },
    originOf(call),
    call.caller.account,
  );
  return { DeleteMarker: deleted.deleteMarker, VersionId: deleted.versionId };
};
