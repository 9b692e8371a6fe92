import type { GetBucketTaggingOutput, GetBucketTaggingRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchTagSet } from '../errors.ts';

export const getBucketTagging: Operation<GetBucketTaggingRequest, GetBucketTaggingOutput> = (input, call) => {
  const { name, tags } = findBucket(call, input);
  if (tags === undefined) throw noSuchTagSet(name);
  return { TagSet: [...tags] };
};
