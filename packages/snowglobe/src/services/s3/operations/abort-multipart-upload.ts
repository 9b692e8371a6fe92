import type { AbortMultipartUploadOutput, AbortMultipartUploadRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { notImplemented } from '../errors.ts';
import { findUpload, removeUpload } from '../upload.ts';

export const abortMultipartUpload: Operation<AbortMultipartUploadRequest, AbortMultipartUploadOutput> = (
  input,
  call,
) => {
  if (input.IfMatchInitiatedTime !== undefined) throw notImplemented('x-amz-if-match-initiated-time');
  const bucket = findBucket(call, input);
  removeUpload(call.globe, bucket.name, findUpload(call.globe, bucket.name, input.Key, input.UploadId));
  return {};
};
