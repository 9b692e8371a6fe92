import type { SetSubscriptionAttributesInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { startReplay, stopReplay } from '../replay.ts';
import { putSubscription, requireSubscription } from '../subscription.ts';
import { changedAttributes } from '../subscription-attributes.ts';

export const setSubscriptionAttributes: Operation<SetSubscriptionAttributesInput, object> = (
  input,
  { globe, cause },
) => {
  const row = requireSubscription(globe, input.SubscriptionArn ?? '');
  const change = { [input.AttributeName ?? '']: input.AttributeValue ?? '' };
  const changed = { ...row, attributes: changedAttributes(row.attributes, change, row.protocol) };
  putSubscription(globe, changed);
  if (input.AttributeName !== 'ReplayPolicy') return {};
  // Another replay takes the place of one under way.
  stopReplay(globe, changed);
  startReplay(globe, changed, cause);
  return {};
};
