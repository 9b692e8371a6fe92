import type { GetBucketNotificationConfigurationRequest, NotificationConfiguration } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { findBucket } from '../bucket.ts';

/** Empty for a bucket without one. */
export const getBucketNotificationConfiguration: Operation<
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration
> = (input, call) => findBucket(call, input).notification ?? {};
