import type { Globe } from '../../contract/globe.ts';
import { append } from './enqueue.ts';
import { tooManyInFlight } from './errors.ts';
import { paddedInstant } from './instant-key.ts';
import { maximumInFlight } from './limits.ts';
import { isInFlight, isVisible } from './message.ts';
import { findQueueByArn, numberAttribute, type Queue } from './queue.ts';
import { isDeadLetter, redrivePolicy } from './redrive.ts';
import type { MessageRow } from './tables.ts';

/** Deletes what is older than the queue's retention period. */
export function dropExpired(globe: Globe, queue: Queue): void {
  const oldest = globe.clock.now() - numberAttribute(queue.row, 'MessageRetentionPeriod') * 1_000;
  if (oldest <= 0) return;
  const expired = [...queue.messages.rangeBy('retained', { to: paddedInstant(oldest) })];
  for (const message of expired) queue.messages.delete(message.position);
}

/** Messages that are in flight now. */
function countInFlight(queue: Queue, now: number): number {
  let count = 0;
  for (const message of queue.messages.rangeBy('visible', { after: paddedInstant(now) })) {
    if (isInFlight(message, now)) count++;
  }
  return count;
}

/** Moves a message to a dead-letter queue of the same kind. */
function deadLetter(globe: Globe, source: Queue, target: Queue, message: MessageRow): void {
  source.messages.delete(message.position);
  const { position: _position, sequenceNumber: _number, receipt: _receipt, ...content } = message;
  const now = globe.clock.now();
  append(globe, target, {
    ...content,
    visibleAt: now,
    // A standard queue's retention goes on counting from the first sending; a FIFO queue's starts anew.
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    retainedSince: source.row.fifo ? now : message.retainedSince,
    deadLetterSourceArn: source.row.arn,
  });
}

/** Visible messages of a standard queue, oldest visible first. */
function standardCandidates(queue: Queue, now: number): Iterable<MessageRow> {
  return queue.messages.rangeBy('visible', { to: paddedInstant(now) });
}

/** How many receivable messages of a FIFO queue are looked at to put a group's together. */
const fifoWindow = 1_000;

function groupsInFlight(queue: Queue, now: number): Set<string> {
  const groups = new Set<string>();
  for (const message of queue.messages.rangeBy('visible', { after: paddedInstant(now) })) {
    if (message.groupId !== undefined && isInFlight(message, now)) groups.add(message.groupId);
  }
  return groups;
}

/**
 * Receivable messages of a FIFO queue in order, as many of one group as there are before the next group's. A group with
 * a message in flight gives nothing, and nothing behind a delayed message.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
function fifoCandidates(queue: Queue, now: number): Iterable<MessageRow> {
  const blocked = groupsInFlight(queue, now);
  const open: MessageRow[] = [];
  for (const message of queue.messages.range()) {
    const group = message.groupId ?? '';
    if (blocked.has(group)) continue;
    if (isVisible(message, now)) open.push(message);
    else blocked.add(group);
    if (open.length === fifoWindow) break;
  }
  return byGroup(open);
}

/** The same messages with each group's together, groups in the order of their first message. */
function* byGroup(messages: Iterable<MessageRow>): Generator<MessageRow> {
  const groups = new Map<string, MessageRow[]>();
  for (const message of messages) {
    const group = groups.get(message.groupId ?? '');
    if (group) group.push(message);
    else groups.set(message.groupId ?? '', [message]);
  }
  for (const group of groups.values()) yield* group;
}

function received(globe: Globe, message: MessageRow, visibilitySeconds: number): MessageRow {
  const now = globe.clock.now();
  return {
    ...message,
    receiveCount: message.receiveCount + 1,
    firstReceivedAt: message.firstReceivedAt ?? now,
    lastReceivedAt: now,
    receipt: globe.random.hex(32),
    visibleAt: now + visibilitySeconds * 1_000,
  };
}

function checkInFlight(queue: Queue, now: number): boolean {
  const maximum = queue.row.fifo ? maximumInFlight.fifo : maximumInFlight.standard;
  if (queue.messages.size < maximum || countInFlight(queue, now) < maximum) return true;
  // A FIFO queue at its limit answers with no messages and no error.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
  if (!queue.row.fifo) throw tooManyInFlight();
  return false;
}

/**
 * Takes up to `limit` messages and hides them, within the open step. What was received too often goes to the dead-letter
 * queue instead. Throws OverLimit when too many messages are in flight.
 */
export function receive(globe: Globe, queue: Queue, limit: number, visibilitySeconds: number): MessageRow[] {
  const now = globe.clock.now();
  dropExpired(globe, queue);
  if (queue.messages.size === 0 || !checkInFlight(queue, now)) return [];
  const policy = redrivePolicy(queue.row);
  const target = policy && findQueueByArn(globe, policy.deadLetterTargetArn);
  const candidates = queue.row.fifo ? fifoCandidates(queue, now) : standardCandidates(queue, now);
  const dead: MessageRow[] = [];
  const taken: MessageRow[] = [];
  for (const message of candidates) {
    if (taken.length === limit) break;
    if (target && isDeadLetter(message.receiveCount, policy)) dead.push(message);
    else taken.push(message);
  }
  for (const message of dead) if (target) deadLetter(globe, queue, target, message);
  const rows = taken.map((message) => received(globe, message, visibilitySeconds));
  for (const row of rows) queue.messages.put(row);
  return rows;
}
