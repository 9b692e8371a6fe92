import type { Globe } from '../../contract/globe.ts';
import { paddedInstant } from './instant-key.ts';
import { isInFlight } from './message.ts';
import type { Queue } from './queue.ts';
import { isSettable } from './queue-attributes.ts';
import { dropExpired } from './receive.ts';

const derived = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
];

export function isAttributeName(name: string): boolean {
  return isSettable(name) || derived.includes(name);
}

/** How many messages of a queue are visible, in flight and delayed. */
export function countMessages(queue: Queue, now: number): { visible: number; inFlight: number; delayed: number } {
  let inFlight = 0;
  let hidden = 0;
  for (const message of queue.messages.rangeBy('visible', { after: paddedInstant(now) })) {
    hidden++;
    if (isInFlight(message, now)) inFlight++;
  }
  return { visible: queue.messages.size - hidden, inFlight, delayed: hidden - inFlight };
}

const seconds = (instant: number) => String(Math.floor(instant / 1_000));

/** Every attribute of a queue, as AWS's texts. Expired messages are dropped first, within the open step. */
export function readAttributes(globe: Globe, queue: Queue): Record<string, string> {
  dropExpired(globe, queue);
  const { visible, inFlight, delayed } = countMessages(queue, globe.clock.now());
  return {
    ...queue.row.attributes,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: seconds(queue.row.createdAt),
    LastModifiedTimestamp: seconds(queue.row.modifiedAt),
    QueueArn: queue.row.arn,
  };
}
