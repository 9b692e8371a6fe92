import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest, MultipartUpload } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import type { Collection } from '../../../contract/table.ts';
import { findBucket, ownerOf, uploadsOf } from '../bucket.ts';
import { wholeSecond } from '../instant.ts';
import { afterAll, keyOrder, keyScope } from '../key-order.ts';
import { commonPrefixOf, markerOf, rollUp } from '../listing.ts';
import { checkedPageSize, describeCommonPrefixes } from '../object-list.ts';
import { type UploadRow, uploads } from '../tables.ts';
import { listEncoder } from '../url-encoding.ts';

export const listMultipartUploads: Operation<ListMultipartUploadsRequest, ListMultipartUploadsOutput> = (
  input,
  call,
) => {
  const bucket = findBucket(call, input);
  const rows = uploadsOf(call.globe, bucket.name);
  const limit = checkedPageSize(input.MaxUploads, 'max-uploads');
  const request = { prefix: input.Prefix ?? '', delimiter: input.Delimiter ?? '', limit };
  const start = startOf(rows, input);
  const { entries, truncated } = rollUp(
    request,
    (after) => rows.range({ prefix: keyOrder(request.prefix), ...bound(after ?? start) }),
    input.KeyMarker && commonPrefixOf(input.KeyMarker, request) === input.KeyMarker ? input.KeyMarker : undefined,
  );
  const encode = listEncoder(input.EncodingType);
  const last = entries.at(-1);
  return {
    Bucket: bucket.name,
    KeyMarker: encode(input.KeyMarker ?? ''),
    UploadIdMarker: input.UploadIdMarker ?? '',
    NextKeyMarker: truncated ? encode(markerOf(last) ?? '') : undefined,
    NextUploadIdMarker: truncated && last !== undefined && 'row' in last ? last.row.uploadId : undefined,
    Prefix: encode(request.prefix),
    Delimiter: input.Delimiter ? encode(input.Delimiter) : undefined,
    EncodingType: input.EncodingType,
    MaxUploads: limit,
    IsTruncated: truncated,
    Uploads: entries.flatMap((entry) => ('row' in entry ? [describeUpload(entry.row, bucket.account, encode)] : [])),
    CommonPrefixes: describeCommonPrefixes(entries, encode),
  };
};

function bound(after: string | undefined): { readonly after?: string } {
  return after === undefined ? {} : { after };
}

/** After a key, or after one upload of it. */
function startOf(rows: Collection<UploadRow>, input: ListMultipartUploadsRequest): string | undefined {
  if (!input.KeyMarker) return undefined;
  for (const row of rows.range({ prefix: keyScope(input.KeyMarker) })) {
    if (row.uploadId === input.UploadIdMarker) return uploads.key(row);
  }
  return afterAll(keyScope(input.KeyMarker));
}

function describeUpload(upload: UploadRow, owner: string, encode: (text: string) => string): MultipartUpload {
  return {
    UploadId: upload.uploadId,
    Key: encode(upload.key),
    Initiated: wholeSecond(upload.initiatedAt),
    StorageClass: upload.settings.storageClass as NonNullable<MultipartUpload['StorageClass']>,
    Initiator: ownerOf(upload.initiator),
    Owner: ownerOf(owner),
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumAlgorithm && upload.checksumType,
  };
}
