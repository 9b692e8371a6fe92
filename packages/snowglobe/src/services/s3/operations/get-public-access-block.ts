import type { GetPublicAccessBlockOutput, GetPublicAccessBlockRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchPublicAccessBlockConfiguration } from '../errors.ts';

export const getPublicAccessBlock: Operation<GetPublicAccessBlockRequest, GetPublicAccessBlockOutput> = (
  input,
  call,
) => {
  const { name, publicAccessBlock } = findBucket(call, input);
  if (publicAccessBlock === undefined) throw noSuchPublicAccessBlockConfiguration(name);
  return { PublicAccessBlockConfiguration: publicAccessBlock };
};
