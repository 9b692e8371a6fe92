import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { contentDeduplicationId } from './deduplication.ts';
import { invalidMessageContents, invalidParameter, invalidValue, messageTooLong, missingParameter } from './errors.ts';
import { messageLimits } from './limits.ts';
import { hasOnlyAllowedCharacters, messageBytes } from './message.ts';
import { storedAttributes, traceHeaderOf } from './message-attributes.ts';
import { numberAttribute } from './queue.ts';
import type { DataKey, QueueRow, StoredAttributes } from './tables.ts';

/** A message that passed all checks of sending. */
export interface OutgoingMessage {
  readonly body: string;
  readonly attributes: StoredAttributes;
  readonly traceHeader?: string;
  readonly delaySeconds: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Queues under a key of KMS. */
  readonly dataKey?: DataKey;
}

type Given = Omit<SendMessageBatchRequestEntry, 'Id'>;

// 128 alphanumeric characters and punctuation.
const idPattern = /^[a-zA-Z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

const notForThisType = 'The request include parameter that is not valid for this queue type.';

function checkId(value: string | undefined, parameter: string): void {
  if (value === undefined || idPattern.test(value)) return;
  throw invalidValue(
    value,
    parameter,
    `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function delayOf(given: Given, queue: QueueRow): number {
  const asked = given.DelaySeconds;
  if (asked !== undefined && (asked < 0 || asked > messageLimits.maximumDelaySeconds)) {
    throw invalidValue(asked, 'DelaySeconds', `DelaySeconds must be >= 0 and <= ${messageLimits.maximumDelaySeconds}.`);
  }
  if (queue.fifo && asked) throw invalidValue(asked, 'DelaySeconds', notForThisType);
  return queue.fifo ? numberAttribute(queue, 'DelaySeconds') : (asked ?? numberAttribute(queue, 'DelaySeconds'));
}

/** Group and deduplication id by the rules of the queue's type. */
function ordering(given: Given, queue: QueueRow): { groupId?: string; deduplicationId?: string } {
  const { MessageGroupId: groupId, MessageDeduplicationId: explicitId } = given;
  if (!queue.fifo) {
    if (explicitId !== undefined) throw invalidValue(explicitId, 'MessageDeduplicationId', notForThisType);
    checkId(groupId, 'MessageGroupId');
    return groupId === undefined ? {} : { groupId };
  }
  if (groupId === undefined) throw missingParameter('MessageGroupId');
  checkId(groupId, 'MessageGroupId');
  checkId(explicitId, 'MessageDeduplicationId');
  if (explicitId !== undefined) return { groupId, deduplicationId: explicitId };
  if (queue.attributes.ContentBasedDeduplication !== 'true') {
    throw invalidParameter(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  return { groupId, deduplicationId: contentDeduplicationId(given.MessageBody ?? '') };
}

/** Checks what a caller sends. Throws AWS's error for the first rule that is broken. */
export function outgoingMessage(given: Given, queue: QueueRow, traceHeader: string | undefined): OutgoingMessage {
  const body = given.MessageBody;
  if (!body) throw missingParameter('MessageBody');
  if (!hasOnlyAllowedCharacters(body)) throw invalidMessageContents();
  const delaySeconds = delayOf(given, queue);
  const attributes = storedAttributes(given.MessageAttributes);
  const maximumBytes = numberAttribute(queue, 'MaximumMessageSize');
  if (messageBytes(body, attributes) > maximumBytes) throw messageTooLong(maximumBytes);
  const trace = traceHeaderOf(given.MessageSystemAttributes) ?? traceHeader;
  return {
    body,
    attributes,
    delaySeconds,
    ...(trace === undefined ? {} : { traceHeader: trace }),
    ...ordering(given, queue),
  };
}
