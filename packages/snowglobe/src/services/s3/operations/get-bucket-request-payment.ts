import type { GetBucketRequestPaymentOutput, GetBucketRequestPaymentRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';

/** Requester Pays cannot be switched on here, so the owner pays. */
export const getBucketRequestPayment: Operation<GetBucketRequestPaymentRequest, GetBucketRequestPaymentOutput> = (
  input,
  call,
) => {
  findBucket(call, input);
  return { Payer: 'BucketOwner' };
};
