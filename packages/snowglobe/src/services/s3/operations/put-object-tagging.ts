import type { PutObjectTaggingOutput, PutObjectTaggingRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { originOf } from '../event.ts';
import { recordEvent } from '../notification.ts';
import { checkedObjectTags } from '../tagging.ts';
import { changeReplicated, findObject, shownVersionId } from '../versions.ts';

export const putObjectTagging: Operation<PutObjectTaggingRequest, PutObjectTaggingOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId, 'PUT');
  changeReplicated(call.globe, bucket, row, { tags: checkedObjectTags(input.Tagging?.TagSet) }, call.cause);
  const versionId = shownVersionId(bucket, row);
  recordEvent(call.globe, bucket, originOf(call), 'ObjectTagging:Put', { key: row.key, etag: row.etag, versionId });
  return { VersionId: versionId };
};
