import type { PutBucketTaggingRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';
import { checkedBucketTags } from '../tagging.ts';

export const putBucketTagging: Operation<PutBucketTaggingRequest, object> = (input, call) => {
  changeBucket(call, input, { tags: checkedBucketTags(input.Tagging?.TagSet) });
  return {};
};
