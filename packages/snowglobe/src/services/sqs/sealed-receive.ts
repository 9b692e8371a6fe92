import type { SourceReader } from '../../contract/event-source.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { closedDataKeys, openDataKeys } from './data-key.ts';
import type { Queue } from './queue.ts';
import type { DataKey, MessageRow } from './tables.ts';

/** Undoes a step that took messages which the consumer may not see yet. */
class StillClosed extends Error {
  readonly dataKeys: readonly DataKey[];

  constructor(dataKeys: readonly DataKey[]) {
    super('messages under data keys that are not open');
    this.dataKeys = dataKeys;
  }
}

export function hasSealedMessages(queue: Queue): boolean {
  for (const _row of queue.messages.rangeBy('sealed')) return true;
  return false;
}

/** Takes messages once their data keys are open. Throws SQS's error, and takes nothing, when the caller may not decrypt them. */
export async function takeSealed(call: Call, queue: Queue, take: () => MessageRow[]): Promise<MessageRow[]> {
  // The operation's own step ends here: what is taken below is undone by itself.
  await Promise.resolve();
  for (;;) {
    const taken = tryToTake(call, take);
    if (!(taken instanceof StillClosed)) return taken;
    await openDataKeys(call, queue.row, taken.dataKeys);
  }
}

function tryToTake(call: Call, take: () => MessageRow[]): MessageRow[] | StillClosed {
  try {
    return call.step(() => {
      const rows = take();
      const closed = closedDataKeys(call, rows);
      if (closed.length > 0) throw new StillClosed(closed);
      return rows;
    });
  } catch (error) {
    if (error instanceof StillClosed) return error;
    throw error;
  }
}

/** Opens the data keys of all messages for one who polls the queue. Throws SQS's error. */
export async function openForReader(globe: Globe, queue: Queue, reader: SourceReader): Promise<void> {
  const cause = globe.causes.begin('delivery', `sqs: decrypt messages of ${queue.row.name}`);
  const user = { globe, caller: await reader(cause), cause };
  await openDataKeys(user, queue.row, closedDataKeys(user, oneOfEachDataKey(queue)));
}

function oneOfEachDataKey({ messages }: Queue): readonly MessageRow[] {
  const rows: MessageRow[] = [];
  let after = '';
  for (;;) {
    const { value: row } = messages.rangeBy('sealed', { after }).next() as IteratorResult<MessageRow, undefined>;
    if (row?.dataKey === undefined) return rows;
    rows.push(row);
    after = row.dataKey.sealed;
  }
}
