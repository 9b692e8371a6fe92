import { DeliveryFailure } from '../delivery-failure.ts';
import { notificationOf } from '../notification.ts';
import type { Sending } from './send.ts';
import { isRaw } from './sqs.ts';

/** In the name of the role that the subscription names. https://docs.aws.amazon.com/sns/latest/dg/sns-firehose-as-subscriber.html */
export async function sendToDeliveryStream({ globe, row, subscription, cause }: Sending): Promise<void> {
  const target = globe.eventTarget(row.endpoint);
  if (!target) throw new DeliveryFailure(`nothing delivers to ${row.endpoint}`, { retried: false });
  const role = subscription?.attributes.SubscriptionRoleArn ?? '';
  const body = isRaw(row, subscription) ? row.message : JSON.stringify(await notificationOf(globe, row));
  await target.deliver(globe, row.endpoint, {
    body,
    cause,
    caller: globe.assumeRole(role, 'sns.amazonaws.com', 'AmazonSNS'),
  });
}
