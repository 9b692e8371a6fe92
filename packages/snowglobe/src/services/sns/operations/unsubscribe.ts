import type { UnsubscribeInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { unsubscribe as end } from '../confirmation.ts';
import { invalidParameter } from '../errors.ts';
import { findSubscription } from '../subscription.ts';
import { addressOfArn } from '../topic.ts';

/** A subscription that is gone already is no error. */
export const unsubscribe: Operation<UnsubscribeInput, object> = (input, { globe, caller, cause }) => {
  const arn = input.SubscriptionArn ?? '';
  if (arn.split(':').length !== 7 || !addressOfArn(arn)) {
    throw invalidParameter('SubscriptionArn Reason: An ARN must have at least 6 elements');
  }
  const row = findSubscription(globe, arn);
  if (row) end(globe, row, caller, cause);
  return {};
};
