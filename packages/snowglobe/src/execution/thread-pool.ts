import type { Clock } from '../contract/time.ts';
import { type FunctionThread, startThread } from './function-thread.ts';

/** Threads that are started ahead, so that a cold start costs the function's own code only. */
export interface ThreadPool {
  /** Starts a thread of this memory size ahead, unless one waits. */
  prepare(memoryMb: number): void;
  /** Whoever takes a thread has the next one prepared, once its own function is loaded: starting threads is work too. */
  take(memoryMb: number): FunctionThread;
  stop(): Promise<void>;
}

const waitingLimit = 2;

/** A thread's heap limit is fixed at its start, so threads wait by memory size; the sizes asked for last are kept. */
export function createThreadPool(clock: Pick<Clock, 'shared'>): ThreadPool {
  let waiting: FunctionThread[] = [];
  let stopped = false;
  const prepare = (memoryMb: number): void => {
    if (stopped || waiting.some((thread) => thread.memoryMb === memoryMb)) return;
    const thread = startThread(memoryMb, clock);
    thread.listen({ message: () => {}, exit: () => (waiting = waiting.filter((other) => other !== thread)) });
    waiting = [...waiting, thread];
    if (waiting.length > waitingLimit) void waiting.shift()?.terminate();
  };
  return {
    prepare,
    take(memoryMb) {
      const ready = waiting.find((thread) => thread.memoryMb === memoryMb);
      waiting = waiting.filter((thread) => thread !== ready);
      return ready ?? startThread(memoryMb, clock);
    },
    async stop() {
      stopped = true;
      await Promise.all(waiting.map((thread) => thread.terminate()));
      waiting = [];
    },
  };
}
