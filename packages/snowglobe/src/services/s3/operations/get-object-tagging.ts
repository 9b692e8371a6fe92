import type { GetObjectTaggingOutput, GetObjectTaggingRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { findObject, shownVersionId } from '../versions.ts';

export const getObjectTagging: Operation<GetObjectTaggingRequest, GetObjectTaggingOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId);
  return { VersionId: shownVersionId(bucket, row), TagSet: [...row.tags] };
};
