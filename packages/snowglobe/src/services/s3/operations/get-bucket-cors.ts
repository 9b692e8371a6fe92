import type { GetBucketCorsOutput, GetBucketCorsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchCorsConfiguration } from '../errors.ts';

export const getBucketCors: Operation<GetBucketCorsRequest, GetBucketCorsOutput> = (input, call) => {
  const { name, cors } = findBucket(call, input);
  if (cors === undefined) throw noSuchCorsConfiguration(name);
  return cors;
};
