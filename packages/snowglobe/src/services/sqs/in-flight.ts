import {
  invalidValue,
  messageNotAvailable,
  messageNotInFlight,
  receiptHandleExpired,
  receiptHandleInvalid,
} from './errors.ts';
import { messageLimits } from './limits.ts';
import { isVisible } from './message.ts';
import type { Queue } from './queue.ts';
import { parseReceiptHandle, type Receipt } from './receipt-handle.ts';
import type { MessageRow } from './tables.ts';

function requireReceipt(handle: string): Receipt {
  const receipt = parseReceiptHandle(handle);
  if (!receipt) throw receiptHandleInvalid(handle);
  return receipt;
}

/** The message that a handle was given for; undefined when it is gone or was received again since. */
function currentMessage(queue: Queue, receipt: Receipt): MessageRow | undefined {
  const message = queue.messages.get(receipt.position);
  return message?.messageId === receipt.messageId && message.receipt === receipt.receipt ? message : undefined;
}

/**
 * Deletes by receipt handle, within the open step. A handle of an earlier receipt deletes nothing and is no error; on a FIFO
 * queue a handle whose visibility timeout is over is refused.
 */
export function deleteByHandle(queue: Queue, handle: string, now: number): void {
  const message = currentMessage(queue, requireReceipt(handle));
  if (!message) return;
  if (queue.row.fifo && isVisible(message, now)) throw receiptHandleExpired(handle);
  queue.messages.delete(message.position);
}

/** Hides a message in flight until so many seconds from now; 0 makes it visible at once. */
export function changeVisibility(queue: Queue, handle: string, seconds: number, now: number): void {
  if (seconds < 0 || seconds > messageLimits.maximumVisibilitySeconds) {
    throw invalidValue(seconds, 'VisibilityTimeout', 'Must be between 0 and 43200, if provided.');
  }
  const message = currentMessage(queue, requireReceipt(handle));
  if (!message) throw messageNotAvailable(handle);
  if (isVisible(message, now)) throw messageNotInFlight();
  const visibleAt = now + seconds * 1_000;
  const latest = (message.lastReceivedAt ?? now) + messageLimits.maximumVisibilitySeconds * 1_000;
  if (visibleAt > latest) {
    throw invalidValue(
      seconds,
      'VisibilityTimeout',
      'Total VisibilityTimeout for the message is beyond the limit [43200 seconds].',
    );
  }
  queue.messages.put({ ...message, visibleAt });
}
