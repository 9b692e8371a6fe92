import type { PutPublicAccessBlockRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const putPublicAccessBlock: Operation<PutPublicAccessBlockRequest, object> = (input, call) => {
  const block = input.PublicAccessBlockConfiguration;
  changeBucket(call, input, {
    publicAccessBlock: {
      BlockPublicAcls: block?.BlockPublicAcls ?? false,
      IgnorePublicAcls: block?.IgnorePublicAcls ?? false,
      BlockPublicPolicy: block?.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
    },
  });
  return {};
};
