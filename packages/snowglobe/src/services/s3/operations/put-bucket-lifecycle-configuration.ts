import type { PutBucketLifecycleConfigurationOutput, PutBucketLifecycleConfigurationRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../../contract/operation.ts';
import { changeBucket } from '../bucket.ts';
import { checkedLifecycleRules } from '../lifecycle-rules.ts';

export const putBucketLifecycleConfiguration: Operation<
  PutBucketLifecycleConfigurationRequest,
  PutBucketLifecycleConfigurationOutput
> = (input, call) => {
  const rules = checkedLifecycleRules(input.LifecycleConfiguration?.Rules, call.globe.random);
  const transitionMinimum = input.TransitionDefaultMinimumObjectSize ?? 'all_storage_classes_128K';
  changeBucket(call, input, { lifecycle: { rules, transitionMinimum } });
  return { TransitionDefaultMinimumObjectSize: transitionMinimum };
};
