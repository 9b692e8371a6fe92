import type { ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket, objectsOf } from '../bucket.ts';
import { decodeToken, encodeToken } from '../continuation.ts';
import { listCurrentObjects } from '../current-objects.ts';
import { markerOf } from '../listing.ts';
import { checkedPageSize, describeCommonPrefixes, describeListedObjects } from '../object-list.ts';
import { listEncoder } from '../url-encoding.ts';

export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = (input, call) => {
  const bucket = findBucket(call, input);
  const request = {
    prefix: input.Prefix ?? '',
    delimiter: input.Delimiter ?? '',
    limit: checkedPageSize(input.MaxKeys),
  };
  const marker = input.ContinuationToken ? decodeToken(input.ContinuationToken) : input.StartAfter;
  const { entries, truncated } = listCurrentObjects(objectsOf(call.globe, bucket.name), request, marker || undefined);
  const encode = listEncoder(input.EncodingType);
  return {
    Name: bucket.name,
    Prefix: encode(request.prefix),
    Delimiter: input.Delimiter ? encode(input.Delimiter) : undefined,
    MaxKeys: input.MaxKeys ?? request.limit,
    EncodingType: input.EncodingType,
    KeyCount: entries.length,
    IsTruncated: truncated,
    ContinuationToken: input.ContinuationToken,
    NextContinuationToken: truncated ? encodeToken(markerOf(entries.at(-1)) ?? '') : undefined,
    StartAfter: input.StartAfter === undefined ? undefined : encode(input.StartAfter),
    Contents: describeListedObjects(entries, encode, {
      owner: input.FetchOwner === true,
      restoreAt: input.OptionalObjectAttributes?.includes('RestoreStatus') ? call.globe.clock.now() : undefined,
    }),
    CommonPrefixes: describeCommonPrefixes(entries, encode),
  };
};
