import type {
  DeleteMarkerEntry,
  ListObjectVersionsOutput,
  ListObjectVersionsRequest,
  ObjectVersion,
} from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import type { Collection } from '../../../contract/table.ts';
import { findBucket, objectsOf, ownerOf } from '../bucket.ts';
import { invalidArgument } from '../errors.ts';
import { wholeSecond } from '../instant.ts';
import { afterAll, keyOrder, keyScope } from '../key-order.ts';
import { commonPrefixOf, type Entry, markerOf, rollUp } from '../listing.ts';
import { checkedPageSize, describeCommonPrefixes } from '../object-list.ts';
import { quoted } from '../preconditions.ts';
import { type DeleteMarkerRow, type ObjectRow, objects, type VersionRow } from '../tables.ts';
import { listEncoder } from '../url-encoding.ts';
import { currentVersion, versionById } from '../versions.ts';

export const listObjectVersions: Operation<ListObjectVersionsRequest, ListObjectVersionsOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const rows = objectsOf(call.globe, bucket.name);
  const request = {
    prefix: input.Prefix ?? '',
    delimiter: input.Delimiter ?? '',
    limit: checkedPageSize(input.MaxKeys),
  };
  const start = startOf(rows, input);
  const { entries, truncated } = rollUp(
    request,
    (after) => rows.range({ prefix: keyOrder(request.prefix), ...bound(after ?? start) }),
    input.KeyMarker && commonPrefixOf(input.KeyMarker, request) === input.KeyMarker ? input.KeyMarker : undefined,
  );
  const encode = listEncoder(input.EncodingType);
  const last = entries.at(-1);
  return {
    Name: bucket.name,
    Prefix: encode(request.prefix),
    Delimiter: input.Delimiter ? encode(input.Delimiter) : undefined,
    KeyMarker: encode(input.KeyMarker ?? ''),
    VersionIdMarker: input.VersionIdMarker ?? '',
    NextKeyMarker: truncated ? encode(markerOf(last) ?? '') : undefined,
    NextVersionIdMarker: truncated && last !== undefined && 'row' in last ? last.row.versionId : undefined,
    MaxKeys: input.MaxKeys ?? request.limit,
    EncodingType: input.EncodingType,
    IsTruncated: truncated,
    ...describeVersions(rows, entries, encode),
    CommonPrefixes: describeCommonPrefixes(entries, encode),
  };
};

function bound(after: string | undefined): { readonly after?: string } {
  return after === undefined ? {} : { after };
}

/** After a key, or after one version of it. */
function startOf(rows: Collection<VersionRow>, input: ListObjectVersionsRequest): string | undefined {
  if (!input.KeyMarker) {
    if (input.VersionIdMarker) {
      throw invalidArgument(
        'A version-id marker cannot be specified without a key marker.',
        'version-id-marker',
        input.VersionIdMarker,
      );
    }
    return undefined;
  }
  const marked = input.VersionIdMarker ? versionById(rows, input.KeyMarker, input.VersionIdMarker) : undefined;
  return marked === undefined ? afterAll(keyScope(input.KeyMarker)) : objects.key(marked);
}

function describeVersions(
  rows: Collection<VersionRow>,
  entries: readonly Entry<VersionRow>[],
  encode: (text: string) => string,
): Pick<ListObjectVersionsOutput, 'Versions' | 'DeleteMarkers'> {
  const versions: ObjectVersion[] = [];
  const markers: DeleteMarkerEntry[] = [];
  let previousKey: string | undefined;
  for (const entry of entries) {
    if (!('row' in entry)) continue;
    const { row } = entry;
    const isLatest = row.key !== previousKey && currentVersion(rows, row.key)?.sequence === row.sequence;
    previousKey = row.key;
    if (row.kind === 'object') versions.push(describeVersion(row, isLatest, encode));
    else markers.push(describeMarker(row, isLatest, encode));
  }
  return { Versions: versions, DeleteMarkers: markers };
}

function describeMarker(row: DeleteMarkerRow, isLatest: boolean, encode: (text: string) => string): DeleteMarkerEntry {
  return {
    Key: encode(row.key),
    VersionId: row.versionId,
    IsLatest: isLatest,
    LastModified: wholeSecond(row.lastModifiedAt),
    Owner: ownerOf(row.owner),
  };
}

function describeVersion(row: ObjectRow, isLatest: boolean, encode: (text: string) => string): ObjectVersion {
  return {
    Key: encode(row.key),
    VersionId: row.versionId,
    IsLatest: isLatest,
    LastModified: wholeSecond(row.lastModifiedAt),
    Owner: ownerOf(row.owner),
    ETag: quoted(row.etag),
    ChecksumAlgorithm: row.checksum === undefined ? undefined : [row.checksum.algorithm],
    ChecksumType: row.checksum?.type,
    Size: row.size,
    StorageClass: row.storageClass as NonNullable<ObjectVersion['StorageClass']>,
  };
}
