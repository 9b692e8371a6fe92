import type { Bucket, ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { bucketArn, bucketsOf, ownerOf } from '../bucket.ts';
import { decodeToken, encodeToken } from '../continuation.ts';
import { wholeSecond } from '../instant.ts';

export const listBuckets: Operation<ListBucketsRequest, ListBucketsOutput> = (input, call) => {
  const limit = input.MaxBuckets ?? Number.POSITIVE_INFINITY;
  const after = input.ContinuationToken === undefined ? undefined : decodeToken(input.ContinuationToken);
  const listed: Bucket[] = [];
  let truncated = false;
  for (const bucket of bucketsOf(call.globe).range({
    ...(input.Prefix === undefined ? {} : { prefix: input.Prefix }),
    ...(after === undefined ? {} : { after }),
  })) {
    if (bucket.account !== call.scope.account) continue;
    if (input.BucketRegion !== undefined && bucket.region !== input.BucketRegion) continue;
    truncated = listed.length === limit;
    if (truncated) break;
    listed.push({
      Name: bucket.name,
      CreationDate: wholeSecond(bucket.createdAt),
      BucketRegion: bucket.region,
      BucketArn: bucketArn(bucket.name),
    });
  }
  return {
    Owner: ownerOf(call.scope.account),
    Buckets: listed,
    Prefix: input.Prefix,
    ContinuationToken: truncated ? encodeToken(listed.at(-1)?.Name ?? '') : undefined,
  };
};
