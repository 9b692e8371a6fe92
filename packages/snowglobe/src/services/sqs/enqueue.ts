import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Principal } from '../../contract/principal.ts';
import { deduplicationKey, earlierMessage, rememberMessage } from './deduplication.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import type { Queue } from './queue.ts';
import { type MessageRow, sequences } from './tables.ts';

export interface Enqueued {
  readonly messageId: string;
  /** FIFO queues only. */
  readonly sequenceNumber?: string;
}

/** What a message's SenderId says of its sender. */
export function senderId(caller: Principal): string {
  return caller.kind === 'user' || caller.kind === 'assumed-role' ? caller.userId : caller.account;
}

/** The trace header that the AWS SDKs send with a request becomes the message's, as AWS has it. */
export function traceHeaderOfCall(call: Call): string | undefined {
  return call.http.headers['x-amzn-trace-id'];
}

const sequenceStart = 18_849_496_460_467_696_128n;
const sequenceStride = 256n;

function nextSequenceNumber(globe: Globe, queue: Queue): string {
  const rows = globe.store.collection(sequences, queue.scope);
  const previous = rows.get(queue.row.name)?.last;
  const last = String(previous === undefined ? sequenceStart : BigInt(previous) + sequenceStride);
  rows.put({ queueName: queue.row.name, last });
  return last;
}

/** The next position of a standard queue: the instant of arrival, then the order of arrival within it. */
function nextPosition(globe: Globe, queue: Queue): string {
  const instant = String(globe.clock.now()).padStart(14, '0');
  const [last] = queue.messages.range({ prefix: instant, reverse: true });
  const next = last ? Number(last.position.slice(instant.length)) + 1 : 0;
  return instant + String(next).padStart(9, '0');
}

type NewMessage = Omit<MessageRow, 'position' | 'sequenceNumber'>;

/** Puts a message at the end of a queue, within the open step. */
export function append(globe: Globe, queue: Queue, message: NewMessage): MessageRow {
  const sequenceNumber = queue.row.fifo ? nextSequenceNumber(globe, queue) : undefined;
  const row: MessageRow =
    sequenceNumber === undefined
      ? { ...message, position: nextPosition(globe, queue) }
      : { ...message, position: sequenceNumber, sequenceNumber };
  queue.messages.put(row);
  return row;
}

function newMessage(globe: Globe, outgoing: OutgoingMessage, sender: string, cause: CauseLink): NewMessage {
  const now = globe.clock.now();
  const { delaySeconds, ...content } = outgoing;
  return {
    ...content,
    messageId: globe.random.uuid(),
    senderId: sender,
    sentAt: now,
    retainedSince: now,
    visibleAt: now + delaySeconds * 1_000,
    receiveCount: 0,
    cause: { id: cause.id, trace: cause.trace },
  };
}

/** Sends a checked message, unless a FIFO queue had the same one within five minutes. */
export function enqueue(
  globe: Globe,
  queue: Queue,
  outgoing: OutgoingMessage,
  sender: string,
  cause: CauseLink,
): Enqueued {
  const { groupId, deduplicationId } = outgoing;
  if (!queue.row.fifo || groupId === undefined || deduplicationId === undefined) {
    return { messageId: append(globe, queue, newMessage(globe, outgoing, sender, cause)).messageId };
  }
  const key = deduplicationKey(queue.row, deduplicationId, groupId);
  const earlier = earlierMessage(globe, queue, key);
  if (earlier) return { messageId: earlier.messageId, sequenceNumber: earlier.sequenceNumber };
  const row = append(globe, queue, newMessage(globe, outgoing, sender, cause));
  const result = { messageId: row.messageId, sequenceNumber: row.sequenceNumber ?? '' };
  rememberMessage(globe, queue, { key, ...result });
  return result;
}
