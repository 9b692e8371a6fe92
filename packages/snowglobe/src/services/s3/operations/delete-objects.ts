import type {
  _Error,
  DeletedObject,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  ObjectIdentifier,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Call, Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { askObject } from '../bucket-access.ts';
import { deleteObjectVersion } from '../deletion.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import { originOf } from '../event.ts';
import { maxDeletedKeys } from '../limits.ts';
import type { BucketRow } from '../tables.ts';

/** Each key is deleted, or refused, on its own. */
export const deleteObjects: Operation<DeleteObjectsRequest, DeleteObjectsOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  if (input.MFA !== undefined) throw notImplemented('x-amz-mfa');
  const listed = input.Delete?.Objects ?? [];
  if (listed.length === 0 || listed.length > maxDeletedKeys) throw malformedXml();
  const deleted: DeletedObject[] = [];
  const errors: _Error[] = [];
  for (const identifier of listed) {
    try {
      deleted.push(deleteListed(call, bucket, identifier, input.BypassGovernanceRetention === true));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      errors.push({
        Key: identifier.Key,
        VersionId: identifier.VersionId,
        Code: error.code === 'AccessDeniedException' ? 'AccessDenied' : error.code,
        Message: error.message,
      });
    }
  }
  return {
    Deleted: input.Delete?.Quiet === true ? undefined : deleted,
    Errors: errors.length === 0 ? undefined : errors,
  };
};

function deleteListed(
  call: Call,
  bucket: BucketRow,
  { Key: key = '', VersionId: versionId, ETag: ifMatch, LastModifiedTime, Size }: ObjectIdentifier,
  bypassGovernance: boolean,
): DeletedObject {
  if ((LastModifiedTime ?? Size) !== undefined) throw notImplemented('LastModifiedTime and Size');
  const action = versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion';
  call.authorize(askObject(call, bucket.name, key, action, versionId));
  if (bypassGovernance) call.authorize(askObject(call, bucket.name, key, 'BypassGovernanceRetention', versionId));
  const deletion = { key, versionId, ifMatch, bypassGovernance };
  const result = deleteObjectVersion(call.globe, bucket, deletion, originOf(call), call.caller.account);
  return {
    Key: key,
    VersionId: versionId,
    DeleteMarker: result.deleteMarker,
    DeleteMarkerVersionId: result.deleteMarker ? result.versionId : undefined,
  };
}
