import type { Call } from '../../contract/operation.ts';
import { findQueue, type Queue } from './queue.ts';
import { watchQueue } from './queue-watch.ts';
import type { MessageRow } from './tables.ts';

/**
 * Tries to take messages each time one becomes visible, for so many seconds. Resolves with nothing when the time is over, the
 * client goes away or the queue is deleted.
 */
export function longPoll(
  call: Call,
  queue: Queue,
  waitSeconds: number,
  take: (queue: Queue, isWanted: () => boolean) => MessageRow[] | Promise<MessageRow[]>,
): Promise<MessageRow[]> {
  const address = { scope: queue.scope, name: queue.row.name };
  return new Promise((resolve, reject) => {
    let over = false;
    let trying = false;
    let wokenAgain = false;
    const endWaiting = call.waiting();
    const finish = (settle: () => void) => {
      if (over) return;
      over = true;
      stopWatching();
      timeout.cancel();
      call.signal.removeEventListener('abort', onAbort);
      endWaiting();
      settle();
    };
    const tell = (rows: MessageRow[]) => {
      trying = false;
      if (rows.length > 0) finish(() => resolve(rows));
      else if (wokenAgain) wake();
    };
    const fail = (error: unknown) => finish(() => reject(error));
    const attempt = () => {
      wokenAgain = false;
      if (over) return;
      try {
        const current = findQueue(call.globe, address);
        if (!current) return finish(() => resolve([]));
        const taken = call.step(() => take(current, () => !over));
        if (taken instanceof Promise) taken.then(tell, fail);
        else tell(taken);
      } catch (error) {
        fail(error);
      }
    };
    const wake = () => {
      if (over) return;
      wokenAgain = trying;
      if (trying) return;
      trying = true;
      call.globe.scheduler.soon(`sqs: long poll of ${address.name}`, attempt);
    };
    const onAbort = () => finish(() => resolve([]));
    const stopWatching = watchQueue(call.globe, address, wake);
    const timeout = call.globe.scheduler.after(
      waitSeconds * 1_000,
      `sqs: end of a long poll of ${address.name}`,
      () => {
        finish(() => resolve([]));
      },
    );
    call.signal.addEventListener('abort', onAbort);
  });
}
