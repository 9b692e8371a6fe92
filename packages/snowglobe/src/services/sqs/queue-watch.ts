import type { Globe } from '../../contract/globe.ts';
import type { Store } from '../../contract/store.ts';
import type { Due } from '../../contract/time.ts';
import { paddedInstant } from './instant-key.ts';
import { type QueueAddress, queueArn } from './queue.ts';
import { type MessageRow, messages, queues } from './tables.ts';

type Wake = () => void;

/** Who waits for which queue, and one timer for each queue that is waited for. */
interface Watch {
  readonly wakes: Set<Wake>;
  timer?: Due | undefined;
  timerAt?: number | undefined;
}

const watchesOf = new WeakMap<Store, Map<string, Watch>>();

function wakeAll(watch: Watch): void {
  for (const wake of watch.wakes) wake();
}

/** Sets the timer of a queue to the instant at which its next hidden message appears. */
function setTimer(globe: Globe, address: QueueAddress, watch: Watch): void {
  const now = globe.clock.now();
  const rows = globe.store.collection(messages, address.scope, address.name);
  const [next] = rows.rangeBy('visible', { after: paddedInstant(now) });
  if (next?.visibleAt === watch.timerAt) return;
  watch.timer?.cancel();
  watch.timerAt = next?.visibleAt;
  watch.timer =
    next &&
    globe.scheduler.at(next.visibleAt, `sqs: a message of ${address.name} becomes visible`, () => {
      watch.timerAt = undefined;
      wakeAll(watch);
      setTimer(globe, address, watch);
    });
}

/** Whether a write may let a receiver get something it could not get before. */
function letsReceive(before: MessageRow | undefined, after: MessageRow | undefined, now: number): boolean {
  if (after) return after.visibleAt <= now;
  // A FIFO group goes on when its message in flight is deleted.
  return before?.groupId !== undefined;
}

function watchesOn(globe: Globe): Map<string, Watch> {
  const known = watchesOf.get(globe.store);
  if (known) return known;
  const watches = new Map<string, Watch>();
  watchesOf.set(globe.store, watches);
  globe.store.watch(messages, (change) => {
    const address = { scope: change.scope, name: change.partition };
    const watch = watches.get(queueArn(address));
    if (!watch) return;
    if (letsReceive(change.before, change.after, globe.clock.now())) wakeAll(watch);
    setTimer(globe, address, watch);
  });
  globe.store.watch(queues, ({ scope, key, after }) => {
    const watch = after ? undefined : watches.get(queueArn({ scope, name: key }));
    if (watch) wakeAll(watch);
  });
  return watches;
}

/** Calls back whenever a message of the queue may have become receivable. The callback may not write. */
export function watchQueue(globe: Globe, address: QueueAddress, wake: Wake): () => void {
  const watches = watchesOn(globe);
  const key = queueArn(address);
  const watch = watches.get(key) ?? { wakes: new Set<Wake>() };
  watches.set(key, watch);
  watch.wakes.add(wake);
  setTimer(globe, address, watch);
  return () => {
    watch.wakes.delete(wake);
    if (watch.wakes.size > 0) return;
    watch.timer?.cancel();
    watches.delete(key);
  };
}
