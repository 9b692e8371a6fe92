import type { SetSubscriptionAttributesInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { putSubscription, requireSubscription } from '../subscription.ts';
import { changedAttributes } from '../subscription-attributes.ts';

export const setSubscriptionAttributes: Operation<SetSubscriptionAttributesInput, object> = (input, { globe }) => {
  const row = requireSubscription(globe, input.SubscriptionArn ?? '');
  const change = { [input.AttributeName ?? '']: input.AttributeValue ?? '' };
  putSubscription(globe, { ...row, attributes: changedAttributes(row.attributes, change, row.protocol) });
  return {};
};
