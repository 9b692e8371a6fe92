import type { GetObjectLockConfigurationOutput, GetObjectLockConfigurationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { objectLockConfigurationNotFound } from '../errors.ts';

export const getObjectLockConfiguration: Operation<
  GetObjectLockConfigurationRequest,
  GetObjectLockConfigurationOutput
> = (input, call) => {
  const { name, objectLock } = findBucket(call, input);
  if (objectLock === undefined) throw objectLockConfigurationNotFound(name);
  return { ObjectLockConfiguration: objectLock };
};
