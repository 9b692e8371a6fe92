import { Worker } from 'node:worker_threads';
import type { Clock } from '../contract/time.ts';
import type { FromWorker, ToWorker, WorkerStart } from './messages.ts';
import { packageFolder } from './package-folder.ts';
import { workerFile } from './worker-bundle.ts';

/** What a thread reports to whoever owns it at the moment. */
export interface ThreadListener {
  message(message: FromWorker): void;
  exit(exitCode: number, outOfMemory: boolean): void;
}

/** A worker thread that will be, or is, one execution environment. */
export interface FunctionThread {
  readonly memoryMb: number;
  listen(listener: ThreadListener): void;
  send(message: ToWorker): void;
  terminate(): Promise<void>;
}

/** Starts a thread whose JavaScript heap is limited to the function's memory. */
export function startThread(memoryMb: number, clock: Pick<Clock, 'shared'>): FunctionThread {
  const wakeSignal = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WorkerStart = {
    packageFolder,
    wakeSignal: wakeSignal.buffer as SharedArrayBuffer,
    clock: clock.shared,
  };
  const worker = new Worker(workerFile(), {
    name: 'function',
    env: {},
    execArgv: [],
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  // The thread must not keep a process alive whose globe has nothing else to do.
  worker.unref();
  let listener: ThreadListener | undefined;
  let outOfMemory = false;
  worker.on('message', (message: FromWorker) => listener?.message(message));
  worker.on('error', (error) => {
    outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  });
  worker.on('exit', (exitCode) => listener?.exit(exitCode, outOfMemory));
  return {
    memoryMb,
    listen(wanted) {
      listener = wanted;
    },
    send(message) {
      worker.postMessage(message);
      Atomics.add(wakeSignal, 0, 1);
      Atomics.notify(wakeSignal, 0);
    },
    async terminate() {
      listener = undefined;
      await worker.terminate();
    },
  };
}
