import { describeError, type Log } from '../log.ts';
import { chunks } from '../storage/batches.ts';
import type { ConsumerAddress } from './consumer-address.ts';
import { readDeadLetter } from './dead-letter.ts';
import { type RecordSources, readAgain } from './read-again.ts';
import { filtered, type StreamRecord } from './records.ts';

interface QueuedLetter {
  readonly body: string;
  readonly receiptHandle: string;
}

export interface DeadLetters {
  receive(queueUrl: string): Promise<readonly QueuedLetter[]>;
  remove(queueUrl: string, letter: QueuedLetter): Promise<void>;
  /** Makes a letter visible again at once. */
  putBack(queueUrl: string, letter: QueuedLetter): Promise<void>;
}

export interface RedriveContext {
  readonly sources: RecordSources;
  readonly deadLetters: DeadLetters;
  /** Calls a consumer and waits: the sequence numbers that failed. Throws when the consumer itself failed. */
  readonly invoke: (functionName: string, records: readonly StreamRecord[]) => Promise<readonly string[]>;
  readonly region: string;
  readonly log: Log;
}

export interface RedriveResult {
  readonly redriven: number;
  /** Letters that failed again and are back in the queue. */
  readonly failed: number;
}

const recordsPerCall = 100;

/** Has a consumer process the records behind a dead letter once more. Throws when one of them fails again. */
export async function redriveLetter(consumer: ConsumerAddress, body: string, context: RedriveContext): Promise<void> {
  const batch = readDeadLetter(body);
  const records = filtered(await readAgain(batch, context.sources), consumer, context.region);
  if (records.length === 0) throw new Error('neither the stream nor the event log has the records');
  for (const part of chunks(records, recordsPerCall)) {
    const failures = await context.invoke(consumer.functionName, part);
    if (failures.length > 0) throw new Error(`${consumer.functionName} failed again at ${failures.join(', ')}`);
  }
  context.log('a dead letter was redriven', { consumer: consumer.name, records: records.length });
}

/** Takes up to `count` letters from a consumer's queue and redrives them; those that fail again go back. */
export async function redriveQueue(
  consumer: ConsumerAddress,
  count: number,
  context: RedriveContext,
): Promise<RedriveResult> {
  const taken: QueuedLetter[] = [];
  while (taken.length < count) {
    const letters = await context.deadLetters.receive(consumer.queueUrl);
    if (letters.length === 0) break;
    taken.push(...letters);
  }
  const surplus = taken.splice(count);
  const outcomes = [];
  for (const letter of taken) outcomes.push(await settle(consumer, letter, context));
  for (const letter of surplus) await context.deadLetters.putBack(consumer.queueUrl, letter);
  const redriven = outcomes.filter(Boolean).length;
  return { redriven, failed: outcomes.length - redriven };
}

async function settle(consumer: ConsumerAddress, letter: QueuedLetter, context: RedriveContext): Promise<boolean> {
  try {
    await redriveLetter(consumer, letter.body, context);
  } catch (error) {
    context.log('a dead letter failed again', { consumer: consumer.name, ...describeError(error) });
    await context.deadLetters.putBack(consumer.queueUrl, letter);
    return false;
  }
  await context.deadLetters.remove(consumer.queueUrl, letter);
  return true;
}
