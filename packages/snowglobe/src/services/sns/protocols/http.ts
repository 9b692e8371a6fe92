import type { Globe } from '../../../contract/globe.ts';
import { DeliveryFailure } from '../delivery-failure.ts';
import { effectivePolicy } from '../delivery-policy.ts';
import { httpTimeoutMs } from '../limits.ts';
import { notificationOf, notificationText } from '../notification.ts';
import { findTopic } from '../topic.ts';
import type { Sending } from './send.ts';
import { isRaw } from './sqs.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/http-header.html */
function headersOf({ globe, row, subscription }: Sending): Record<string, string> {
  const topicPolicy = findTopic(globe, row.topicArn)?.row.attributes.DeliveryPolicy;
  const { requestPolicy } = effectivePolicy(topicPolicy, subscription?.attributes.DeliveryPolicy);
  return {
    'x-amz-sns-message-type': row.type,
    'x-amz-sns-message-id': row.messageId,
    'x-amz-sns-topic-arn': row.topicArn,
    ...(row.type !== 'SubscriptionConfirmation' && { 'x-amz-sns-subscription-arn': row.subscriptionArn }),
    ...(isRaw(row, subscription) && { 'x-amz-sns-rawdelivery': 'true' }),
    'content-type': requestPolicy.headerContentType,
    ...(row.traceHeader !== undefined && { 'x-amzn-trace-id': row.traceHeader }),
    'user-agent': 'Amazon Simple Notification Service Agent',
  };
}

/** Requests under way. */
const requests = new WeakMap<Globe, Set<AbortController>>();

/** Ends the requests under way, so that nobody waits for them. */
export function abortRequests(globe: Globe): void {
  for (const request of requests.get(globe) ?? []) request.abort();
}

/** Asks for the status of one POST; rejects when nothing answers before the globe's clock says so. */
async function post(sending: Sending, body: string): Promise<number> {
  const { globe, row } = sending;
  const stop = new AbortController();
  const open = requests.get(globe) ?? new Set();
  requests.set(globe, open.add(stop));
  const due = globe.scheduler.after(httpTimeoutMs, `timeout of ${row.endpoint}`, () => stop.abort());
  try {
    const answer = await fetch(row.endpoint, {
      method: 'POST',
      headers: headersOf(sending),
      body,
      redirect: 'manual',
      signal: stop.signal,
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeliveryFailure(`${row.endpoint} did not answer: ${reason}`, { retried: true });
  } finally {
    due.cancel();
    open.delete(stop);
  }
}

/** 5xx and 429 are tried again; every other refusal is for good. */
export async function sendOverHttp(sending: Sending): Promise<void> {
  const { globe, row, subscription } = sending;
  const raw = isRaw(row, subscription);
  const body = raw ? row.message : notificationText(await notificationOf(globe, row));
  const status = await post(sending, body);
  if (status >= 200 && status < 300) return;
  throw new DeliveryFailure(`${row.endpoint} answered ${status}`, { retried: status >= 500 || status === 429 });
}
