import type { UploadPartCopyOutput, UploadPartCopyRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { keepBody, readBody, receiveBody } from '../body.ts';
import { findBucket } from '../bucket.ts';
import { type ByteRange, parseByteRange } from '../byte-range.ts';
import { checksumMember } from '../checksum.ts';
import { checkCopyable, findCopySource } from '../copying.ts';
import { entityTooLarge, invalidArgument } from '../errors.ts';
import { wholeSecond } from '../instant.ts';
import { openObject, requesterOf } from '../kms.ts';
import { maxPartBytes } from '../limits.ts';
import { describeEncryption } from '../object-answer.ts';
import { checkedPartNumber, partAlgorithm, writePart } from '../part-writing.ts';
import { quoted } from '../preconditions.ts';
import { findUpload } from '../upload.ts';
import { shownVersionId } from '../versions.ts';

export const uploadPartCopy: Operation<UploadPartCopyRequest, UploadPartCopyOutput> = async (input, call) => {
  const bucket = findBucket(call, input);
  const partNumber = checkedPartNumber(input.PartNumber);
  const upload = findUpload(call.globe, bucket.name, input.Key, input.UploadId);
  const { bucket: sourceBucket, row: source } = findCopySource(input, call);
  checkCopyable(input, source, call.globe.clock.now());
  const range = copiedRange(input.CopySourceRange, source.size);
  await openObject(requesterOf(call), sourceBucket, source.key, source.encryption);
  await openObject(requesterOf(call), bucket, upload.key, upload.settings.encryption);
  const body = readBody(call.globe, source.pieces, range.start, range.end);
  const received = await receiveBody(call.globe, body, [partAlgorithm(upload)]);
  return keepBody(call, received, () => {
    findUpload(call.globe, bucket.name, input.Key, input.UploadId);
    const part = writePart(call, bucket.name, upload, partNumber, received);
    return {
      CopySourceVersionId: shownVersionId(sourceBucket, source),
      CopyPartResult: {
        ETag: quoted(part.etag),
        LastModified: wholeSecond(part.lastModifiedAt),
        ...(upload.checksumAlgorithm && { [checksumMember(upload.checksumAlgorithm)]: part.checksum }),
      },
      ...describeEncryption(upload.settings.encryption),
    };
  });
};

/** Both ends must be given and lie within the source. */
function copiedRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined) return checkedSize({ start: 0, end: size });
  const shape = /^bytes=(\d+)-(\d+)$/.exec(header);
  const range = shape === null ? 'whole' : parseByteRange(header, size);
  if (range === 'whole') {
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range',
      header,
    );
  }
  if (range === 'unsatisfiable' || Number(shape?.[2]) >= size) {
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      'x-amz-copy-source-range',
      header,
    );
  }
  return checkedSize(range);
}

function checkedSize(range: ByteRange): ByteRange {
  if (range.end - range.start > maxPartBytes) throw entityTooLarge(range.end - range.start, maxPartBytes);
  return range;
}
