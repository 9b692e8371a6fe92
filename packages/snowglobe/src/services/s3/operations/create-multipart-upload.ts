import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from '@aws-sdk/client-s3';
import type { Call, Operation } from '../../../contract/operation.ts';
import { findBucket, uploadsOf } from '../bucket.ts';
import { type ChecksumAlgorithm, checksumAlgorithms } from '../checksum.ts';
import { checkedAlgorithm } from '../digest-check.ts';
import { invalidRequest } from '../errors.ts';
import { requesterOf, usesKms, withDataKey } from '../kms.ts';
import { uploadExpiration } from '../lifecycle.ts';
import { describeWrittenEncryption } from '../object-answer.ts';
import { checkedKey } from '../object-key.ts';
import { requestedSettings } from '../object-settings.ts';
import type { BucketRow, UploadRow } from '../tables.ts';

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

export const createMultipartUpload: Operation<CreateMultipartUploadRequest, CreateMultipartUploadOutput> = async (
  input,
  call,
) => {
  const bucket = findBucket(call, input);
  const nowAt = call.globe.clock.now();
  const algorithm = input.ChecksumAlgorithm === undefined ? undefined : checkedAlgorithm(input.ChecksumAlgorithm);
  const upload: UploadRow = {
    uploadId: call.globe.random.text(96, idAlphabet),
    key: checkedKey(input.Key),
    initiatedAt: nowAt,
    initiator: call.caller.account,
    settings: requestedSettings(bucket, input, call.caller, nowAt),
    checksumAlgorithm: algorithm,
    checksumType: checkedType(algorithm, input.ChecksumType),
  };
  const { settings } = upload;
  if (!usesKms(settings.encryption)) return begin(call, bucket, upload, algorithm);
  const encryption = await withDataKey(requesterOf(call), bucket, upload.key, settings.encryption);
  return call.step(() => {
    findBucket(call, input);
    return begin(call, bucket, { ...upload, settings: { ...settings, encryption } }, algorithm);
  });
};

function begin(
  call: Call,
  bucket: BucketRow,
  upload: UploadRow,
  algorithm: ChecksumAlgorithm | undefined,
): CreateMultipartUploadOutput {
  uploadsOf(call.globe, bucket.name).put(upload);
  const abort = uploadExpiration(bucket.lifecycle?.rules ?? [], upload);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    ChecksumAlgorithm: algorithm,
    ChecksumType: algorithm === undefined ? undefined : upload.checksumType,
    AbortDate: abort && new Date(abort.dueAt),
    AbortRuleId: abort?.ruleId,
    ...describeWrittenEncryption(upload.settings.encryption),
  };
}

/** Hashes of a whole cannot be had from those of its parts; CRC64NVME knows no checksum of checksums. */
function checkedType(
  algorithm: ChecksumAlgorithm | undefined,
  requested: string | undefined,
): UploadRow['checksumType'] {
  if (algorithm === undefined) {
    if (requested === undefined) return 'FULL_OBJECT';
    throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
  }
  const { combine, multipartType } = checksumAlgorithms[algorithm];
  const impossible =
    (requested === 'FULL_OBJECT' && combine === undefined) || (requested === 'COMPOSITE' && algorithm === 'CRC64NVME');
  if (impossible) {
    throw invalidRequest(
      `The ${requested} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return (requested as UploadRow['checksumType'] | undefined) ?? multipartType;
}
