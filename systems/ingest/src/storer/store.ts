import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { chunksOf } from '../domain/batches.ts';
import { readEnvelope } from '../domain/envelope.ts';
import { describeError, type Log } from '../log.ts';
import { itemOf, type LakeItem } from './items.ts';

/** Writes up to `chunkSize` items of different keys; gives the keys of those that the table did not take. */
export type PutItems = (items: readonly LakeItem[]) => Promise<ReadonlySet<string>>;

export interface StoreContext {
  readonly putItems: PutItems;
  readonly keptSeconds: number;
  readonly nowMs: () => number;
  readonly log: Log;
}

/** What BatchWriteItem takes. */
export const chunkSize = 25;

/**
 * Stores a batch of envelopes. A message that fails is reported, with those behind it in its group; the other groups go on.
 * A message that was stored before writes the same item again.
 */
export async function store(event: SQSEvent, context: StoreContext): Promise<SQSBatchResponse> {
  const items = itemsOf(event.Records, context);
  const written = await write([...new Map([...items.values()].map((item) => [keyOf(item), item])).values()], context);
  const stopped = new Set<string>();
  const failed = event.Records.filter((record) => {
    const item = items.get(record.messageId);
    if (item === undefined || !written.has(keyOf(item))) stopped.add(groupOf(record));
    return stopped.has(groupOf(record));
  });
  context.log('stored a batch', { messages: event.Records.length, failed: failed.length });
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** The item of each message; what is behind a message that cannot be read, in its group, has to wait. */
function itemsOf(records: readonly SQSRecord[], { keptSeconds, nowMs, log }: StoreContext): Map<string, LakeItem> {
  const items = new Map<string, LakeItem>();
  const stopped = new Set<string>();
  for (const record of records) {
    if (stopped.has(groupOf(record))) continue;
    try {
      items.set(record.messageId, itemOf(readEnvelope(record.body), keptSeconds, nowMs()));
    } catch (error) {
      log('a message failed', { messageId: record.messageId, ...describeError(error) });
      stopped.add(groupOf(record));
    }
  }
  return items;
}

/** The keys of what the table took. */
async function write(items: readonly LakeItem[], { putItems, log }: StoreContext): Promise<ReadonlySet<string>> {
  const written = new Set<string>();
  for (const chunk of chunksOf(items, chunkSize)) {
    try {
      const left = await putItems(chunk);
      if (left.size > 0) log('the table did not take all items', { count: left.size });
      for (const key of chunk.map(keyOf)) if (!left.has(key)) written.add(key);
    } catch (error) {
      log('items could not be written', { count: chunk.length, ...describeError(error) });
    }
  }
  return written;
}

const groupOf = ({ attributes }: SQSRecord): string => attributes.MessageGroupId ?? '';

/** What tells an item from every other. */
export const keyOf = ({ key, timestamp }: LakeItem): string => JSON.stringify([key, timestamp]);
