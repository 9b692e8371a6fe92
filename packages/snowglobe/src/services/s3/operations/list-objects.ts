import type { ListObjectsOutput, ListObjectsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket, objectsOf } from '../bucket.ts';
import { listCurrentObjects } from '../current-objects.ts';
import { markerOf } from '../listing.ts';
import { checkedPageSize, describeCommonPrefixes, describeListedObjects } from '../object-list.ts';
import { listEncoder } from '../url-encoding.ts';

export const listObjects: Operation<ListObjectsRequest, ListObjectsOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  const request = {
    prefix: input.Prefix ?? '',
    delimiter: input.Delimiter ?? '',
    limit: checkedPageSize(input.MaxKeys),
  };
  const { entries, truncated } = listCurrentObjects(
    objectsOf(call.globe, bucket.name),
    request,
    input.Marker || undefined,
  );
  const encode = listEncoder(input.EncodingType);
  const next = truncated && request.delimiter !== '' ? markerOf(entries.at(-1)) : undefined;
  return {
    Name: bucket.name,
    Prefix: encode(request.prefix),
    Marker: encode(input.Marker ?? ''),
    NextMarker: next === undefined ? undefined : encode(next),
    Delimiter: input.Delimiter ? encode(input.Delimiter) : undefined,
    MaxKeys: input.MaxKeys ?? request.limit,
    EncodingType: input.EncodingType,
    IsTruncated: truncated,
    Contents: describeListedObjects(entries, encode, {
      owner: true,
      restoreAt: input.OptionalObjectAttributes?.includes('RestoreStatus') ? call.globe.clock.now() : undefined,
    }),
    CommonPrefixes: describeCommonPrefixes(entries, encode),
  };
};
