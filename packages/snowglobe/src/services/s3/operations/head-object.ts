import type { HeadObjectOutput, HeadObjectRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { withoutBody } from '../head-error.ts';
import { selectBytes } from '../object-reading.ts';
import { checkReadConditions } from '../preconditions.ts';
import { findObject } from '../versions.ts';

export const headObject: Operation<HeadObjectRequest, HeadObjectOutput> = (input, call) =>
  withoutBody(() => {
    const bucket = findBucket(call, input);
    const row = findObject(call.globe, bucket, input.Key ?? '', input.VersionId, 'HEAD');
    checkReadConditions(input, row);
    return selectBytes(bucket, row, input, call.globe.clock.now()).described;
  });
