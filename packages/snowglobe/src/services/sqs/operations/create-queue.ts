import type { CreateQueueRequest, CreateQueueResult } from '@aws-sdk/client-sqs';
import type { Call, Operation } from '../../../contract/operation.ts';
import { invalidAttributeValue, invalidParameter, queueNameExists } from '../errors.ts';
import { findQueue, type QueueAddress, queueArn, urlForCaller } from '../queue.ts';
import { checkAttributes, firstDifference, initialAttributes, withAttributes } from '../queue-attributes.ts';
import { checkTags } from '../queue-tags.ts';
import { queues } from '../tables.ts';

const namePattern = /^[A-Za-z0-9_-]{1,80}$/;
const fifoNamePattern = /^[A-Za-z0-9_-]{1,75}\.fifo$/;

function checkName(name: string, fifo: boolean): void {
  if (fifo && !fifoNamePattern.test(name)) {
    throw invalidParameter(
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
  if (!fifo && !namePattern.test(name)) {
    throw invalidParameter('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  }
}

function create(
  call: Call,
  address: QueueAddress,
  fifo: boolean,
  given: Record<string, string>,
  tags: Record<string, string>,
) {
  const now = call.globe.clock.now();
  call.globe.store.collection(queues, address.scope).put({
    name: address.name,
    arn: queueArn(address),
    fifo,
    attributes: withAttributes(initialAttributes(fifo), given),
    tags: checkTags({}, tags),
    createdAt: now,
    modifiedAt: now,
  });
}

export const createQueue: Operation<CreateQueueRequest, CreateQueueResult> = (input, call) => {
  const given: Record<string, string> = { ...input.Attributes };
  const fifo = given.FifoQueue === 'true';
  // AWS: a standard queue has no FifoQueue attribute, so `false` is refused like any value but `true`.
  if (given.FifoQueue !== undefined && !fifo && given.FifoQueue !== 'false') throw invalidAttributeValue('FifoQueue');
  const address = { scope: call.scope, name: input.QueueName ?? '' };
  checkName(address.name, fifo);
  checkAttributes(given, { address, fifo, globe: call.globe });
  const existing = findQueue(call.globe, address);
  if (existing) {
    const difference = firstDifference(existing.row.attributes, given);
    if (difference !== undefined) throw queueNameExists(difference);
  } else {
    create(call, address, fifo, given, input.tags ?? {});
  }
  return { QueueUrl: urlForCaller(call, address) };
};
