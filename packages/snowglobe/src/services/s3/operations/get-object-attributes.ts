import type {
  Checksum as ChecksumShape,
  GetObjectAttributesOutput,
  GetObjectAttributesParts,
  GetObjectAttributesRequest,
} from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { checksumMember } from '../checksum.ts';
import { notImplemented } from '../errors.ts';
import { wholeSecond } from '../instant.ts';
import { describeChecksum } from '../object-answer.ts';
import { checkedPageSize } from '../object-list.ts';
import type { ObjectRow } from '../tables.ts';
import { findObject, shownVersionId } from '../versions.ts';

export const getObjectAttributes: Operation<GetObjectAttributesRequest, GetObjectAttributesOutput> = (input, call) => {
  if (input.SSECustomerAlgorithm !== undefined) throw notImplemented('SSECustomerAlgorithm');
  const bucket = findBucket(call, input);
  const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId);
  const wanted = new Set<string>(input.ObjectAttributes);
  return {
    LastModified: wholeSecond(row.lastModifiedAt),
    VersionId: shownVersionId(bucket, row),
    ETag: wanted.has('ETag') ? row.etag : undefined,
    Checksum: wanted.has('Checksum') ? (describeChecksum(row) as ChecksumShape) : undefined,
    ObjectParts: wanted.has('ObjectParts') ? describeParts(row, input) : undefined,
    StorageClass: wanted.has('StorageClass')
      ? (row.storageClass as NonNullable<GetObjectAttributesOutput['StorageClass']>)
      : undefined,
    ObjectSize: wanted.has('ObjectSize') ? row.size : undefined,
  };
};

/** S3 lists single parts only of objects that were uploaded with a checksum. */
function describeParts(row: ObjectRow, input: GetObjectAttributesRequest): GetObjectAttributesParts | undefined {
  if (row.parts === undefined) return undefined;
  const limit = checkedPageSize(input.MaxParts, 'max-parts');
  const marker = Number(input.PartNumberMarker ?? 0);
  const following = row.parts.filter(({ partNumber }) => partNumber > marker);
  const page = following.slice(0, limit);
  const { checksum } = row;
  if (checksum === undefined || row.parts[0]?.checksum === undefined) return { TotalPartsCount: row.parts.length };
  return {
    TotalPartsCount: row.parts.length,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: limit,
    IsTruncated: following.length > page.length,
    Parts: page.map((part) => ({
      PartNumber: part.partNumber,
      Size: part.size,
      [checksumMember(checksum.algorithm)]: part.checksum,
    })),
  };
}
