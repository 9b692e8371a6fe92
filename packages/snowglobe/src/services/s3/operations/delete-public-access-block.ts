import type { DeletePublicAccessBlockRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';

export const deletePublicAccessBlock: Operation<DeletePublicAccessBlockRequest, object> = (input, call) => {
  changeBucket(call, input, { publicAccessBlock: undefined });
  return {};
};
