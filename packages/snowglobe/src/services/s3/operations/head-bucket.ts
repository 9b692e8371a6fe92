import type { HeadBucketOutput, HeadBucketRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { bucketArn, findBucket } from '../bucket.ts';
import { withoutBody } from '../head-error.ts';

export const headBucket: Operation<HeadBucketRequest, HeadBucketOutput> = (input, call) =>
  withoutBody(() => {
    const bucket = findBucket(call, input);
    return { BucketRegion: bucket.region, BucketArn: bucketArn(bucket.name), AccessPointAlias: false };
  });
