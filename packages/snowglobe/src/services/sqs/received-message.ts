import type { Message } from '@aws-sdk/client-sqs';
import { md5Hex } from './message.ts';
import { md5OfAttributes, selectedAttributes } from './message-attributes.ts';
import { receiptHandle } from './receipt-handle.ts';
import type { MessageRow, StoredAttributes } from './tables.ts';

/** The system attributes of a received message, as AWS's texts. */
export function systemAttributes(message: MessageRow): Record<string, string> {
  const optional: Record<string, string | undefined> = {
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
    MessageDeduplicationId: message.deduplicationId,
    MessageGroupId: message.groupId,
    SequenceNumber: message.sequenceNumber,
  };
  const result: Record<string, string> = {
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? 0),
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
  };
  for (const [name, value] of Object.entries(optional)) if (value !== undefined) result[name] = value;
  return result;
}

function apiAttributes(attributes: StoredAttributes): NonNullable<Message['MessageAttributes']> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { dataType, stringValue, binaryValue }]) => [
      name,
      {
        DataType: dataType,
        ...(stringValue === undefined ? {} : { StringValue: stringValue }),
        ...(binaryValue === undefined ? {} : { BinaryValue: binaryValue }),
      },
    ]),
  );
}

/** What a receiver asked to be told beside the body. */
export interface WantedAttributes {
  readonly system: readonly string[];
  readonly message: readonly string[];
}

/** A received message as ReceiveMessage answers it. */
export function receivedMessage(row: MessageRow, wanted: WantedAttributes): Message {
  const system = Object.entries(systemAttributes(row)).filter(
    ([name]) => wanted.system.includes('All') || wanted.system.includes(name),
  );
  const attributes = selectedAttributes(row.attributes, wanted.message);
  const md5 = md5OfAttributes(attributes);
  return {
    MessageId: row.messageId,
    ReceiptHandle: receiptHandle(row),
    MD5OfBody: md5Hex(row.body),
    Body: row.body,
    ...(system.length === 0 ? {} : { Attributes: Object.fromEntries(system) }),
    ...(md5 === undefined ? {} : { MD5OfMessageAttributes: md5, MessageAttributes: apiAttributes(attributes) }),
  };
}
