import type { CreateTopicInput, CreateTopicResponse } from '@aws-sdk/client-sns';
import type { Call, Operation } from '../../../contract/operation.ts';
import { invalidParameter, topicDiffers, unsupported } from '../errors.ts';
import type { TopicRow } from '../tables.ts';
import { checkTags, tagsOf } from '../tags.ts';
import { findTopic, putTopic, topicArn } from '../topic.ts';
import { checkTopicAttribute, hasAttributes, withAttributes } from '../topic-attributes.ts';
import { defaultPolicy } from '../topic-policy.ts';

const namePattern = /^[A-Za-z0-9_-]{1,256}$/;
const fifoNamePattern = /^[A-Za-z0-9_-]{1,251}\.fifo$/;
const where = 'Attributes Reason: ';

function checkName(name: string, fifo: boolean): void {
  if (fifo && !fifoNamePattern.test(name)) {
    throw invalidParameter(
      'Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.',
    );
  }
  if (!fifo && !namePattern.test(name)) throw invalidParameter('Topic Name');
}

function isFifo(attribute: string | undefined): boolean {
  if (attribute !== undefined && attribute !== 'true' && attribute !== 'false') {
    throw invalidParameter(`${where}FifoTopic`);
  }
  return attribute === 'true';
}

/** Throws InvalidParameter when the topic is there, and different from what is asked for. */
function checkSame(existing: TopicRow, given: Record<string, string>, input: CreateTopicInput): void {
  const { FifoTopic: _fifo, ...settable } = given;
  if (!hasAttributes(existing, settable)) throw topicDiffers('Attributes');
  const tags = Object.entries(tagsOf(input.Tags));
  const same = tags.every(([key, value]) => existing.tags[key] === value);
  if (tags.length > 0 && !(same && tags.length === Object.keys(existing.tags).length)) throw topicDiffers('Tags');
}

function newTopic(call: Call, arn: string, fifo: boolean, given: Record<string, string>, input: CreateTopicInput) {
  const { FifoTopic: _fifo, ...settable } = given;
  for (const [name, value] of Object.entries(settable)) checkTopicAttribute(name, value, fifo, where);
  const initial = {
    Policy: defaultPolicy(arn, call.scope.account),
    ...(fifo && { FifoTopic: 'true', ContentBasedDeduplication: 'false', FifoThroughputScope: 'Topic' }),
  };
  return {
    name: input.Name ?? '',
    arn,
    fifo,
    attributes: withAttributes(initial, settable),
    tags: checkTags(tagsOf(input.Tags)),
    createdAt: call.globe.clock.now(),
    subscriptionsDeleted: 0,
  };
}

export const createTopic: Operation<CreateTopicInput, CreateTopicResponse> = (input, call) => {
  if (input.DataProtectionPolicy) throw unsupported('DataProtectionPolicy');
  const given: Record<string, string> = { ...input.Attributes };
  const fifo = isFifo(given.FifoTopic);
  const name = input.Name ?? '';
  checkName(name, fifo);
  const arn = topicArn({ scope: call.scope, name });
  const existing = findTopic(call.globe, arn);
  if (existing) checkSame(existing.row, given, input);
  else {
    const row = newTopic(call, arn, fifo, given, input);
    putTopic(call.globe, { scope: call.scope, row }, row);
  }
  return { TopicArn: arn };
};
