import type { DeleteObjectTaggingOutput, DeleteObjectTaggingRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { originOf } from '../event.ts';
import { recordEvent } from '../notification.ts';
import { changeReplicated, findObject, shownVersionId } from '../versions.ts';

export const deleteObjectTagging: Operation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId, 'DELETE');
  changeReplicated(call.globe, bucket, row, { tags: [] }, call.cause);
  const versionId = shownVersionId(bucket, row);
  recordEvent(call.globe, bucket, originOf(call), 'ObjectTagging:Delete', { key: row.key, etag: row.etag, versionId });
  return { VersionId: versionId };
};
