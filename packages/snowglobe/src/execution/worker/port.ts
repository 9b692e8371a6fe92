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

/**
 * Freezes the thread until a message comes, as Lambda freezes an environment between invocations:
 * no timer, socket or promise of the function makes progress meanwhile.
 */
export function receiveFrozen(): ToWorker {
  for (;;) {
    const seen = Atomics.load(wakeSignal, 0);
    const received = receiveMessageOnPort(port);
    if (received) return received.message as ToWorker;
    Atomics.wait(wakeSignal, 0, seen);
  }
}
