import type { ConfirmSubscriptionInput, ConfirmSubscriptionResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { confirm } from '../confirmation.ts';

export const confirmSubscription: Operation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse> = (
  input,
  { globe, caller },
) => {
  const row = confirm(globe, {
    topicArn: input.TopicArn ?? '',
    token: input.Token ?? '',
    authenticateOnUnsubscribe: input.AuthenticateOnUnsubscribe === 'true',
    caller,
  });
  return { SubscriptionArn: row.arn };
};
