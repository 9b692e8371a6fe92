import type { GetBucketLifecycleConfigurationOutput, GetBucketLifecycleConfigurationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';
import { noSuchLifecycleConfiguration } from '../errors.ts';

export const getBucketLifecycleConfiguration: Operation<
  GetBucketLifecycleConfigurationRequest,
  GetBucketLifecycleConfigurationOutput
> = (input, call) => {
  const { name, lifecycle } = findBucket(call, input);
  if (lifecycle === undefined) throw noSuchLifecycleConfiguration(name);
  return { Rules: lifecycle.rules, TransitionDefaultMinimumObjectSize: lifecycle.transitionMinimum };
};
