import type { ListPartsOutput, ListPartsRequest, Part } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket, ownerOf, partsOf } from '../bucket.ts';
import { checksumMember } from '../checksum.ts';
import { wholeSecond } from '../instant.ts';
import { uploadExpiration } from '../lifecycle.ts';
import { checkedPageSize } from '../object-list.ts';
import { quoted } from '../preconditions.ts';
import { type PartRow, parts, type UploadRow } from '../tables.ts';
import { findUpload } from '../upload.ts';

export const listParts: Operation<ListPartsRequest, ListPartsOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const upload = findUpload(call.globe, bucket.name, input.Key, input.UploadId);
  const limit = checkedPageSize(input.MaxParts, 'max-parts');
  const marker = Number(input.PartNumberMarker ?? 0);
  const after = parts.key({ partNumber: marker } as PartRow);
  const listed = [...partsOf(call.globe, bucket.name, upload.uploadId).range({ after })];
  const page = listed.slice(0, limit);
  const abort = uploadExpiration(bucket.lifecycle?.rules ?? [], upload);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    Initiator: ownerOf(upload.initiator),
    Owner: ownerOf(bucket.account),
    StorageClass: upload.settings.storageClass as NonNullable<ListPartsOutput['StorageClass']>,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: limit,
    IsTruncated: limit > 0 && listed.length > limit,
    Parts: page.map((part) => describePart(upload, part)),
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumAlgorithm && upload.checksumType,
    AbortDate: abort && new Date(abort.dueAt),
    AbortRuleId: abort?.ruleId,
  };
};

function describePart(upload: UploadRow, part: PartRow): Part {
  return {
    PartNumber: part.partNumber,
    LastModified: wholeSecond(part.lastModifiedAt),
    ETag: quoted(part.etag),
    Size: part.size,
    ...(upload.checksumAlgorithm && { [checksumMember(upload.checksumAlgorithm)]: part.checksum }),
  };
}
