import type { DeleteBucketEncryptionRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';
import { defaultEncryption } from '../encryption.ts';

export const deleteBucketEncryption: Operation<DeleteBucketEncryptionRequest, object> = (input, call) => {
  changeBucket(call, input, { encryption: defaultEncryption });
  return {};
};
