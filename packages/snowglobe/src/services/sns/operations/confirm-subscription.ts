import type { ConfirmSubscriptionInput, ConfirmSubscriptionResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { confirm } from '../confirmation.ts';

export const confirmSubscription: Operation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse> = (
  input,
  { globe, caller, cause },
) => {
  const row = confirm(globe, {
    topicArn: input.TopicArn ?? '',
    token: input.Token ?? '',
    authenticateOnUnsubscribe: input.AuthenticateOnUnsubscribe === 'true',
    caller,
    cause,
  });
  return { SubscriptionArn: row.arn };
};
