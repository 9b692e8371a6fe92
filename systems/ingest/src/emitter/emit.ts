import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { batchesOf } from '../domain/batches.ts';
import { RecordRefused } from '../domain/errors.ts';
import { describeError, type Log } from '../log.ts';
import { entryOf } from './event-entry.ts';

/** Puts up to ten events on the bus; gives the error code of each that was not taken, by its place. */
export type PutEvents = (entries: readonly PutEventsRequestEntry[]) => Promise<ReadonlyMap<number, string>>;

export interface EmitContext {
  readonly putEvents: PutEvents;
  readonly busName: string;
  readonly log: Log;
}

interface Outgoing {
  readonly sequenceNumber: string;
  readonly entry: PutEventsRequestEntry;
}

const attempts = 3;
const limits = { entries: 10, bytes: 256 * 1024 };

/** Sends an event for every new item. What cannot be sent is reported by sequence number; the rest is sent all the same. */
export async function emit(records: readonly DynamoDBRecord[], context: EmitContext): Promise<DynamoDBBatchResponse> {
  const refused: string[] = [];
  const outgoing: Outgoing[] = [];
  for (const record of records) {
    const sequenceNumber = sequenceNumberOf(record);
    try {
      outgoing.push({ sequenceNumber, entry: entryOf(record, context.busName) });
    } catch (error) {
      if (!(error instanceof RecordRefused)) throw error;
      context.log('a record is refused', { sequenceNumber, ...describeError(error) });
      refused.push(sequenceNumber);
    }
  }
  const batches = batchesOf(outgoing, ({ entry }) => sizeOf(entry), limits);
  const unsent = await Promise.all(batches.map((batch) => send(batch, context)));
  const failed = [...refused, ...unsent.flat()];
  context.log('emitted a batch', { records: records.length, failed: failed.length });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** The sequence numbers of what was not taken, after a few attempts with what was left over. */
async function send(batch: readonly Outgoing[], { putEvents, log }: EmitContext): Promise<readonly string[]> {
  let pending = batch;
  for (let attempt = 1; ; attempt += 1) {
    const failures = await failuresOf(pending, putEvents, log);
    pending = pending.filter((_outgoing, index) => failures.has(index));
    if (pending.length === 0) return [];
    log('events were not taken', { attempt, count: pending.length, codes: [...new Set(failures.values())] });
    if (attempt === attempts) return pending.map(({ sequenceNumber }) => sequenceNumber);
  }
}

async function failuresOf(pending: readonly Outgoing[], putEvents: PutEvents, log: Log) {
  try {
    return await putEvents(pending.map(({ entry }) => entry));
  } catch (error) {
    log('PutEvents failed', describeError(error));
    return new Map(pending.map((_outgoing, index) => [index, error instanceof Error ? error.name : 'Unknown']));
  }
}

/** As EventBridge counts: time, source, detail type, detail and resources. */
function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [] }: PutEventsRequestEntry): number {
  return 14 + [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function sequenceNumberOf(record: DynamoDBRecord): string {
  const sequenceNumber = record.dynamodb?.SequenceNumber;
  if (sequenceNumber === undefined) throw new Error('the record has no sequence number');
  return sequenceNumber;
}
