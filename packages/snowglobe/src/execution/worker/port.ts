import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerStart } from '../messages.ts';

if (parentPort === null) throw new Error('This file runs in a worker thread of Snowglobe only.');
const port = parentPort;

export const start = workerData as WorkerStart;
const wakeSignal = new Int32Array(start.wakeSignal);

/** Sends to the main thread, in order, at once (also when this thread then blocks or dies). */
export function send(message: FromWorker): void {
  port.postMessage(message);
}

/** How long a thread has nothing to do before it does what can wait. */
const idleMs = 20;

/**
 * Freezes the thread until a message comes, as Lambda freezes an environment between invocations: no timer, socket or
 * promise of the function makes progress meanwhile. `whileIdle` does a piece of work when no message comes for a moment,
 * and says whether there is more.
 */
export function receiveFrozen(whileIdle: () => boolean = () => false): ToWorker {
  let more = true;
  for (;;) {
    const seen = Atomics.load(wakeSignal, 0);
    const received = receiveMessageOnPort(port);
    if (received) return received.message as ToWorker;
    const woken = Atomics.wait(wakeSignal, 0, seen, more ? idleMs : Number.POSITIVE_INFINITY);
    if (woken === 'timed-out') more = whileIdle();
  }
}
