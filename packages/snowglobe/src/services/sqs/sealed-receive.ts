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
