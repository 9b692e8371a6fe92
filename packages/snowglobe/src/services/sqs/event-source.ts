import type { QueueRecord, QueueSource } from '../../contract/event-source.ts';
import type { Globe } from '../../contract/globe.ts';
import { deleteByHandle } from './in-flight.ts';
import { lambdaRecord } from './lambda-record.ts';
import { addressOfArn, findQueueByArn, numberAttribute, type Queue } from './queue.ts';
import { watchQueue } from './queue-watch.ts';
import { parseReceiptHandle, receiptHandle } from './receipt-handle.ts';
import { receive } from './receive.ts';
import { hasSealedMessages, openForReader } from './sealed-receive.ts';
import type { MessageRow } from './tables.ts';

function record(queue: Queue, message: MessageRow): QueueRecord {
  return {
    messageId: message.messageId,
    receiptHandle: receiptHandle(message),
    ...(message.groupId === undefined || !queue.row.fifo ? {} : { groupId: message.groupId }),
    event: lambdaRecord(queue, message),
    cause: message.cause,
  };
}

function inStep<T>(globe: Globe, label: string, work: () => T): T {
  return globe.store.step(globe.causes.begin('delivery', label), work);
}

/** Messages of these handles that were neither deleted nor received again since. */
function held(queue: Queue, handles: readonly string[]): MessageRow[] {
  return handles.flatMap((handle) => {
    const receipt = parseReceiptHandle(handle);
    const message = receipt && queue.messages.get(receipt.position);
    return message && message.receipt === receipt.receipt ? [message] : [];
  });
}

/** How delivery reads a queue. */
export const eventSource: QueueSource = {
  kind: 'queue',
  eventSource: 'aws:sqs',
  exists: (globe, arn) => findQueueByArn(globe, arn) !== undefined,
  isFifo: (globe, arn) => findQueueByArn(globe, arn)?.row.fifo ?? false,
  unlock(globe, arn, reader) {
    const queue = findQueueByArn(globe, arn);
    return queue && hasSealedMessages(queue) ? openForReader(globe, queue, reader) : undefined;
  },
  receive(globe, arn, limit) {
    const queue = findQueueByArn(globe, arn);
    if (!queue) return [];
    // Differs from AWS: there a poller of a queue without visibility timeout receives the same message over and over.
    const seconds = Math.max(1, numberAttribute(queue.row, 'VisibilityTimeout'));
    const rows = inStep(globe, `sqs: receive from ${queue.row.name}`, () => receive(globe, queue, limit, seconds));
    return rows.map((row) => record(queue, row));
  },
  delete(globe, arn, receiptHandles) {
    const queue = findQueueByArn(globe, arn);
    if (!queue) return;
    inStep(globe, `sqs: delete from ${queue.row.name}`, () => {
      // A FIFO handle whose time is over deletes nothing, as on AWS: the message is delivered again.
      const now = globe.clock.now();
      for (const message of held(queue, receiptHandles)) {
        if (queue.row.fifo && message.visibleAt <= now) continue;
        deleteByHandle(queue, receiptHandle(message), now);
      }
    });
  },
  holds(globe, arn, receiptHandles) {
    const queue = findQueueByArn(globe, arn);
    const now = globe.clock.now();
    const hidden = queue ? held(queue, receiptHandles).filter((message) => message.visibleAt > now) : [];
    return hidden.length === receiptHandles.length;
  },
  release(globe, arn, receiptHandles, visibilitySeconds) {
    const queue = findQueueByArn(globe, arn);
    if (!queue) return;
    const visibleAt = globe.clock.now() + visibilitySeconds * 1_000;
    inStep(globe, `sqs: release to ${queue.row.name}`, () => {
      for (const message of held(queue, receiptHandles)) queue.messages.put({ ...message, visibleAt });
    });
  },
  watch(globe, arn, wake) {
    const address = addressOfArn(arn);
    return address ? watchQueue(globe, address, wake) : () => {};
  },
};
