import type { UnsubscribeInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { unsubscribe as end } from '../confirmation.ts';
import { invalidParameter, malformedArn } from '../errors.ts';
import { findSubscription } from '../subscription.ts';
import { addressOfArn } from '../topic.ts';

/** A subscription that is gone already is no error. */
export const unsubscribe: Operation<UnsubscribeInput, object> = (input, { globe, caller, cause }) => {
  const arn = input.SubscriptionArn ?? '';
  const parts = arn.split(':').length;
  if (parts < 6) throw malformedArn('SubscriptionArn', parts);
  if (parts !== 7 || !addressOfArn(arn)) throw invalidParameter('SubscriptionId');
  const row = findSubscription(globe, arn);
  if (row) end(globe, row, caller, cause);
  return {};
};
