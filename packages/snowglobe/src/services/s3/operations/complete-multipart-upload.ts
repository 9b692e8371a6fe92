import type { CompleteMultipartUploadOutput, CompleteMultipartUploadRequest } from '@aws-sdk/client-s3';
import type { Call, Operation } from '../../../contract/operation.ts';
import { findBucket, objectsOf, partsOf } from '../bucket.ts';
import { checksumMember } from '../checksum.ts';
import { multipartChecksum, multipartEtag, selectParts } from '../completion.ts';
import { badChecksum, invalidRequest } from '../errors.ts';
import { originOf } from '../event.ts';
import { openObject, requesterOf } from '../kms.ts';
import { expirationHeader } from '../lifecycle-header.ts';
import { recordEvent } from '../notification.ts';
import { describeChecksum, describeEncryption } from '../object-answer.ts';
import { checkWriteConditions, quoted } from '../preconditions.ts';
import type { BucketRow, Checksum, ObjectRow, PartRow, UploadRow } from '../tables.ts';
import { findUpload, removeUpload } from '../upload.ts';
import { addObject, currentObject, shownVersionId } from '../versions.ts';

export const completeMultipartUpload: Operation<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput> = async (
  input,
  call,
) => {
  const { bucket, upload, selected } = selectedParts(input, call);
  await openObject(requesterOf(call), bucket, upload.key, upload.settings.encryption);
  const checksum = await multipartChecksum(upload, selected);
  checkWhole(input, selected, checksum);
  return call.step(() => complete(input, call, checksum));
};

function selectedParts(input: CompleteMultipartUploadRequest, call: Call) {
  const bucket = findBucket(call, input);
  const upload = findUpload(call.globe, bucket.name, input.Key, input.UploadId);
  const rows = partsOf(call.globe, bucket.name, upload.uploadId);
  return { bucket, upload, selected: selectParts(upload, rows, input.MultipartUpload?.Parts) };
}

/** Compares what the client says of the whole object with what its parts make. */
function checkWhole(input: CompleteMultipartUploadRequest, selected: readonly PartRow[], checksum: Checksum): void {
  const size = sizeOf(selected);
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`,
    );
  }
  if (input.ChecksumType !== undefined && input.ChecksumType !== checksum.type) {
    throw invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const claimed = input[checksumMember(checksum.algorithm)];
  if (claimed !== undefined && claimed !== checksum.value && `${claimed}-${selected.length}` !== checksum.value) {
    throw badChecksum(checksum.algorithm);
  }
}

function complete(
  input: CompleteMultipartUploadRequest,
  call: Call,
  checksum: Checksum,
): CompleteMultipartUploadOutput {
  const { globe } = call;
  const { bucket, upload, selected } = selectedParts(input, call);
  checkWriteConditions(input, currentObject(objectsOf(globe, bucket.name), upload.key));
  const row = writeWhole(call, bucket, upload, selected, checksum);
  removeUpload(globe, bucket.name, upload);
  const versionId = shownVersionId(bucket, row);
  recordEvent(globe, bucket, originOf(call), 'ObjectCreated:CompleteMultipartUpload', {
    key: row.key,
    size: row.size,
    etag: row.etag,
    versionId,
  });
  return {
    Location: `${call.http.origin}/${bucket.name}/${encodeURIComponent(row.key)}`,
    Bucket: bucket.name,
    Key: row.key,
    ETag: quoted(row.etag),
    VersionId: versionId,
    Expiration: expirationHeader(bucket, row),
    ...describeChecksum(row),
    ...describeEncryption(row.encryption),
  };
}

/** The object takes its parts' bodies as they lie: nothing is copied. */
function writeWhole(
  call: Call,
  bucket: BucketRow,
  upload: UploadRow,
  selected: readonly PartRow[],
  checksum: Checksum,
): ObjectRow {
  return addObject(
    call.globe,
    bucket,
    {
      ...upload.settings,
      key: upload.key,
      owner: upload.initiator,
      lastModifiedAt: call.globe.clock.now(),
      etag: multipartEtag(selected),
      size: sizeOf(selected),
      pieces: selected.flatMap(({ pieces }) => pieces),
      checksum,
      parts: selected.map((part) => ({
        partNumber: part.partNumber,
        size: part.size,
        checksum: upload.checksumAlgorithm && part.checksum,
      })),
    },
    call.cause,
  );
}

function sizeOf(selected: readonly PartRow[]): number {
  return selected.reduce((sum, { size }) => sum + size, 0);
}
