import type { PutBucketNotificationConfigurationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket, findBucket } from '../bucket.ts';
import { checkDestinations } from '../destination-check.ts';
import { destinationsOf } from '../notification.ts';
import { checkedConfiguration } from '../notification-check.ts';

/** Tells each new queue and topic so by an `s3:TestEvent` before the configuration counts. */
export const putBucketNotificationConfiguration: Operation<PutBucketNotificationConfigurationRequest, object> = async (
  input,
  call,
) => {
  const bucket = findBucket(call, input);
  const notification = checkedConfiguration(bucket, input.NotificationConfiguration ?? {}, call.globe);
  if (input.SkipDestinationValidation !== true) await checkDestinations(call, bucket, destinationsOf(notification));
  return call.step(() => {
    const empty = Object.keys(notification).length === 0;
    changeBucket(call, input, { notification: empty ? undefined : notification });
    return {};
  });
};
