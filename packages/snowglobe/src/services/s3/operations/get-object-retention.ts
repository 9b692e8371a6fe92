import type { GetObjectRetentionOutput, GetObjectRetentionRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchObjectLockConfiguration } from '../errors.ts';
import { checkLockable } from '../object-lock.ts';
import { findObject } from '../versions.ts';

export const getObjectRetention: Operation<GetObjectRetentionRequest, GetObjectRetentionOutput> = (input, call) => {
  const bucket = findBucket(call, input);
  checkLockable(bucket);
  const { retention } = findObject(call.globe, bucket, input.Key ?? '', input.VersionId);
  if (retention === undefined) throw noSuchObjectLockConfiguration();
  return { Retention: { Mode: retention.mode, RetainUntilDate: new Date(retention.until) } };
};
