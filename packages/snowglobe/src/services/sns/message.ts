import { createHash } from 'node:crypto';
import type { PublishBatchRequestEntry } from '@aws-sdk/client-sns';
import { invalidParameter } from './errors.ts';
import { messageLimits } from './limits.ts';
import { attributeBytes, storedAttributes } from './message-attributes.ts';
import type { Protocol, StoredAttributes, TopicRow } from './tables.ts';
import { maximumMessageBytes } from './topic-attributes.ts';

type Given = Omit<PublishBatchRequestEntry, 'Id'>;

/** A checked message. */
export interface OutgoingMessage {
  /** The body, or the default one. */
  readonly message: string;
  /** With MessageStructure json: bodies by protocol. */
  readonly byProtocol: Readonly<Record<string, string>>;
  readonly subject?: string;
  readonly attributes: StoredAttributes;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** The trace header that the publisher sent. */
  readonly traceHeader?: string;
}

/** UTF-8 without line breaks and control characters. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
function checkSubject(subject: string | undefined): void {
  if (subject === undefined) return;
  const isPlain = !/\p{Cc}/u.test(subject);
  if (subject === '' || subject.length > messageLimits.subjectCharacters || !isPlain) throw invalidParameter('Subject');
}

function bodies(given: Given): Pick<OutgoingMessage, 'message' | 'byProtocol'> {
  const message = given.Message ?? '';
  if (message === '') throw invalidParameter('Empty message');
  if (given.MessageStructure === undefined) return { message, byProtocol: {} };
  if (given.MessageStructure !== 'json') throw invalidParameter('MessageStructure');
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  const texts = Object.entries(value ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const byProtocol = Object.fromEntries(texts);
  if (byProtocol.default === undefined) {
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  }
  return { message: byProtocol.default, byProtocol };
}

const idPattern = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

function checkId(value: string | undefined, parameter: string): void {
  if (value !== undefined && !idPattern.test(value)) {
    throw invalidParameter(
      `${parameter} Reason: The ${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length`,
    );
  }
}

/** Group and deduplication id by the rules of the topic's type. https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html */
function ordering(given: Given, topic: TopicRow, message: string): { groupId?: string; deduplicationId?: string } {
  const { MessageGroupId: groupId, MessageDeduplicationId: explicitId } = given;
  checkId(groupId, 'MessageGroupId');
  checkId(explicitId, 'MessageDeduplicationId');
  if (!topic.fifo) {
    if (explicitId !== undefined) {
      throw invalidParameter(
        'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
      );
    }
    return groupId === undefined ? {} : { groupId };
  }
  if (groupId === undefined) throw invalidParameter('The MessageGroupId parameter is required for FIFO topics');
  if (explicitId !== undefined) return { groupId, deduplicationId: explicitId };
  if (topic.attributes.ContentBasedDeduplication !== 'true') {
    throw invalidParameter(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  return { groupId, deduplicationId: createHash('sha256').update(message).digest('hex') };
}

/** Checks what is to be published. Throws InvalidParameter, ParameterValueInvalid. */
export function outgoingMessage(given: Given, topic: TopicRow, traceHeader: string | undefined): OutgoingMessage {
  const attributes = storedAttributes(given.MessageAttributes);
  checkSubject(given.Subject);
  if (messageBytes(given.Message, attributes) > maximumMessageBytes(topic)) throw invalidParameter('Message too long');
  return {
    ...bodies(given),
    ...(given.Subject === undefined ? {} : { subject: given.Subject }),
    attributes,
    ...ordering(given, topic, given.Message ?? ''),
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
}

export function messageBytes(message: string | undefined, attributes: StoredAttributes): number {
  return Buffer.byteLength(message ?? '') + attributeBytes(attributes);
}

/** The body for a protocol. */
export function bodyFor({ message, byProtocol }: OutgoingMessage, protocol: Protocol): string {
  return byProtocol[protocol] ?? message;
}
