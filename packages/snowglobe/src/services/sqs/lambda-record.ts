import { md5Hex } from './message.ts';
import { md5OfAttributes } from './message-attributes.ts';
import type { Queue } from './queue.ts';
import { receiptHandle } from './receipt-handle.ts';
import { systemAttributes } from './received-message.ts';
import type { MessageRow, StoredAttribute } from './tables.ts';

function lambdaAttribute({ dataType, stringValue, binaryValue }: StoredAttribute) {
  return {
    ...(stringValue === undefined ? {} : { stringValue }),
    ...(binaryValue === undefined ? {} : { binaryValue: Buffer.from(binaryValue).toString('base64') }),
    stringListValues: [],
    binaryListValues: [],
    dataType,
  };
}

/**
 * A message as it stands in a function's event.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event
 */
export function lambdaRecord(queue: Queue, message: MessageRow): Record<string, unknown> {
  const md5 = md5OfAttributes(message.attributes);
  return {
    messageId: message.messageId,
    receiptHandle: receiptHandle(message),
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, value]) => [name, lambdaAttribute(value)]),
    ),
    ...(md5 === undefined ? {} : { md5OfMessageAttributes: md5 }),
    md5OfBody: md5Hex(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queue.row.arn,
    awsRegion: queue.scope.region,
  };
}
