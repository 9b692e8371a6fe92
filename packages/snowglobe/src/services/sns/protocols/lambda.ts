import { DeliveryFailure } from '../delivery-failure.ts';
import { lambdaEvent, notificationOf } from '../notification.ts';
import type { Sending } from './send.ts';
import { snsPrincipal } from './sns-principal.ts';

/** Functions are invoked asynchronously, so that what they make of it is Lambda's affair. */
export async function sendToFunction({ globe, row, cause }: Sending): Promise<void> {
  const target = globe.eventTarget(row.endpoint);
  if (!target) throw new DeliveryFailure(`nothing delivers to ${row.endpoint}`, { retried: false });
  const event = lambdaEvent(row, await notificationOf(globe, row));
  await target.deliver(globe, row.endpoint, {
    body: JSON.stringify(event),
    cause,
    caller: snsPrincipal(row.topicArn),
  });
}
