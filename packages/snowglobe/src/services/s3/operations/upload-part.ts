import type { UploadPartOutput, UploadPartRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { type IncomingBody, keepBody, receiveBody } from '../body.ts';
import { findBucket } from '../bucket.ts';
import { checksumMember } from '../checksum.ts';
import { checkContentMd5, checkDigests, receivedChecksum, requestedChecksum } from '../digest-check.ts';
import { entityTooLarge } from '../errors.ts';
import { openObject, requesterOf, usesKms } from '../kms.ts';
import { maxPartBytes } from '../limits.ts';
import { describeEncryption } from '../object-answer.ts';
import { checkedPartNumber, checkPartChecksum, partAlgorithm, writePart } from '../part-writing.ts';
import { quoted } from '../preconditions.ts';
import { findUpload } from '../upload.ts';

export type UploadPartInput = Omit<UploadPartRequest, 'Body'> & { readonly Body?: IncomingBody | undefined };

export const uploadPart: Operation<UploadPartInput, UploadPartOutput> = async (input, call) => {
  const bucket = findBucket(call, input);
  const partNumber = checkedPartNumber(input.PartNumber);
  const upload = findUpload(call.globe, bucket.name, input.Key, input.UploadId);
  const checksum = requestedChecksum(input, call.http.headers);
  checkContentMd5(input.ContentMD5);
  checkPartChecksum(upload, checksum);
  if ((input.ContentLength ?? 0) > maxPartBytes) throw entityTooLarge(input.ContentLength ?? 0, maxPartBytes);
  const { encryption } = upload.settings;
  if (usesKms(encryption)) await openObject(requesterOf(call), bucket, upload.key, encryption);
  const kept = partAlgorithm(upload);
  const received = await receiveBody(call.globe, input.Body, [kept, checksum?.algorithm ?? kept]);
  return keepBody(call, received, () => {
    checkDigests(received, input.ContentMD5, checksum);
    findUpload(call.globe, bucket.name, input.Key, input.UploadId);
    const part = writePart(call, bucket.name, upload, partNumber, received);
    return {
      ETag: quoted(part.etag),
      ...(checksum && { [checksumMember(checksum.algorithm)]: receivedChecksum(received, checksum.algorithm) }),
      ...describeEncryption(upload.settings.encryption),
    };
  });
};
