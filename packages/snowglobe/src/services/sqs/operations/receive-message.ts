import type { ReceiveMessageRequest, ReceiveMessageResult } from '@aws-sdk/client-sqs';
import type { Call, Operation } from '../../../contract/operation.ts';
import { keyOf } from '../data-key.ts';
import { invalidValue } from '../errors.ts';
import { messageLimits } from '../limits.ts';
import { longPoll } from '../long-poll.ts';
import { numberAttribute, type Queue, requireQueue } from '../queue.ts';
import { receive } from '../receive.ts';
import { rememberReceive, repeatedReceive } from '../receive-attempt.ts';
import { receivedMessage } from '../received-message.ts';
import { hasSealedMessages, takeSealed } from '../sealed-receive.ts';
import type { MessageRow } from '../tables.ts';

interface Wish {
  readonly limit: number;
  readonly visibilitySeconds: number;
  readonly waitSeconds: number;
}

function wishOf(input: ReceiveMessageRequest, queue: Queue): Wish {
  const limit = input.MaxNumberOfMessages ?? 1;
  if (limit < 1 || limit > messageLimits.maximumPerReceive) {
    throw invalidValue(limit, 'MaxNumberOfMessages', 'Must be between 1 and 10, if provided.');
  }
  const visibilitySeconds = input.VisibilityTimeout ?? numberAttribute(queue.row, 'VisibilityTimeout');
  if (visibilitySeconds < 0 || visibilitySeconds > messageLimits.maximumVisibilitySeconds) {
    throw invalidValue(visibilitySeconds, 'VisibilityTimeout', 'Must be between 0 and 43200, if provided.');
  }
  const waitSeconds = input.WaitTimeSeconds ?? numberAttribute(queue.row, 'ReceiveMessageWaitTimeSeconds');
  if (waitSeconds < 0 || waitSeconds > messageLimits.maximumWaitSeconds) {
    throw invalidValue(waitSeconds, 'WaitTimeSeconds', 'Must be >= 0 and <= 20, if provided.');
  }
  return { limit, visibilitySeconds, waitSeconds };
}

function take(input: ReceiveMessageRequest, call: Call, queue: Queue, wish: Wish): MessageRow[] {
  const attempt = queue.row.fifo ? input.ReceiveRequestAttemptId : undefined;
  if (attempt === undefined) return receive(call.globe, queue, wish.limit, wish.visibilitySeconds);
  const again = repeatedReceive(call.globe, queue, attempt, wish.visibilitySeconds);
  if (again) return again;
  const rows = receive(call.globe, queue, wish.limit, wish.visibilitySeconds);
  if (rows.length > 0) rememberReceive(call.globe, queue, attempt, rows);
  return rows;
}

function answer(input: ReceiveMessageRequest, rows: readonly MessageRow[]): ReceiveMessageResult {
  if (rows.length === 0) return {};
  const wanted = {
    system: [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])],
    message: input.MessageAttributeNames ?? [],
  };
  return { Messages: rows.map((row) => receivedMessage(row, wanted)) };
}

export const receiveMessage: Operation<ReceiveMessageRequest, ReceiveMessageResult> = (input, call) => {
  const queue = requireQueue(input.QueueUrl ?? '', call);
  const wish = wishOf(input, queue);
  if (hasSealedMessages(queue) || keyOf(queue.row) !== undefined) return receiveSealed(input, call, queue, wish);
  const rows = take(input, call, queue, wish);
  if (rows.length > 0 || wish.waitSeconds === 0) return answer(input, rows);
  return longPoll(call, queue, wish.waitSeconds, (current) => take(input, call, current, wish)).then((taken) =>
    answer(input, taken),
  );
};

/** The same, but nothing is taken that the caller may not decrypt. */
async function receiveSealed(
  input: ReceiveMessageRequest,
  call: Call,
  queue: Queue,
  wish: Wish,
): Promise<ReceiveMessageResult> {
  const takeNow = (current: Queue, isWanted = () => true) =>
    takeSealed(call, current, () => (isWanted() ? take(input, call, current, wish) : []));
  const rows = await takeNow(queue);
  if (rows.length > 0 || wish.waitSeconds === 0) return answer(input, rows);
  return answer(input, await longPoll(call, queue, wish.waitSeconds, takeNow));
}
