import type { DeleteBucketRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { bucketsOf, findBucket, objectsOf, uploadsOf } from '../bucket.ts';
import { bucketNotEmpty } from '../errors.ts';
import { removeUpload } from '../upload.ts';

export const deleteBucket: Operation<DeleteBucketRequest, object> = (input, call) => {
  const bucket = findBucket(call, input);
  if (objectsOf(call.globe, bucket.name).size > 0) throw bucketNotEmpty(bucket.name, bucket.versioning !== undefined);
  for (const upload of Array.from(uploadsOf(call.globe, bucket.name).range()))
    removeUpload(call.globe, bucket.name, upload);
  bucketsOf(call.globe).delete(bucket.name);
  return {};
};
