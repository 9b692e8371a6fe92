import type { GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { requireSubscription } from '../subscription.ts';
import { readAttributes } from '../subscription-attributes.ts';

export const getSubscriptionAttributes: Operation<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse> = (
  input,
  { globe },
) => ({
  Attributes: readAttributes(globe, requireSubscription(globe, input.SubscriptionArn ?? '')),
});
