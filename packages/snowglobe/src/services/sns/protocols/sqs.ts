import type { SendMessageRequest } from '@aws-sdk/client-sqs';
import { parseArn } from '../../../contract/arn.ts';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import { DeliveryFailure } from '../delivery-failure.ts';
import { rawAttributes } from '../message-attributes.ts';
import { notificationOf, notificationText } from '../notification.ts';
import type { DeliveryRow, SubscriptionRow } from '../tables.ts';
import type { Sending } from './send.ts';
import { snsPrincipal } from './sns-principal.ts';

export function isRaw(row: DeliveryRow, subscription: SubscriptionRow | undefined): boolean {
  return row.type === 'Notification' && subscription?.attributes.RawMessageDelivery === 'true';
}

/** Sends a delivery to a queue: its subscriber's, or the one for dead letters. */
export async function putInQueue({ globe, row, subscription, cause }: Sending, queueArn: string): Promise<void> {
  const raw = isRaw(row, subscription);
  const body = raw ? row.message : notificationText(await notificationOf(globe, row));
  await sendMessage(globe, row, queueArn, cause, {
    MessageBody: body,
    ...(raw && Object.keys(row.attributes).length > 0 && { MessageAttributes: rawAttributes(row.attributes) }),
  });
}

async function sendMessage(
  globe: Globe,
  row: DeliveryRow,
  queueArn: string,
  cause: Cause,
  message: Omit<SendMessageRequest, 'QueueUrl'> & { readonly MessageBody: string },
): Promise<void> {
  const queue = parseArn(queueArn);
  if (!queue) throw new DeliveryFailure(`${queueArn} names no queue`, { retried: false });
  const isFifo = queue.resource.endsWith('.fifo');
  const input: SendMessageRequest = {
    QueueUrl: `${globe.endpoint}/${queue.account}/${queue.resource}`,
    ...message,
    ...(row.groupId !== undefined && { MessageGroupId: row.groupId }),
    ...(isFifo && row.deduplicationId !== undefined && { MessageDeduplicationId: row.deduplicationId }),
    ...(row.traceHeader !== undefined && {
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: row.traceHeader } },
    }),
  };
  await globe.call({
    service: 'sqs',
    operation: 'SendMessage',
    input,
    scope: { account: queue.account, region: queue.region },
    caller: snsPrincipal(row.topicArn),
    cause,
  });
}

export function sendToQueue(sending: Sending): Promise<void> {
  return putInQueue(sending, sending.row.endpoint);
}
