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
  take: (queue: Queue) => MessageRow[],
): Promise<MessageRow[]> {
  const address = { scope: queue.scope, name: queue.row.name };
  return new Promise((resolve, reject) => {
    let over = false;
    let trying = false;
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
    const attempt = () => {
      trying = false;
      if (over) return;
      try {
        const current = findQueue(call.globe, address);
        const rows = current ? call.step(() => take(current)) : [];
        if (rows.length > 0 || !current) finish(() => resolve(rows));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const wake = () => {
      if (trying || over) return;
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
