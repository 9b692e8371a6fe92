import type { GetObjectLegalHoldOutput, GetObjectLegalHoldRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchObjectLockConfiguration } from '../errors.ts';
import { checkLockable } from '../object-lock.ts';
import { findObject } from '../versions.ts';

export const getObjectLegalHold: Operation<GetObjectLegalHoldRequest, GetObjectLegalHoldOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  checkLockable(bucket);
  const { legalHold } = findObject(call.globe, bucket, input.Key ?? '', input.VersionId);
  if (legalHold === undefined) throw noSuchObjectLockConfiguration();
  return { LegalHold: { Status: legalHold } };
};
