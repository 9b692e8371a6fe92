import { availableParallelism } from 'node:os';

/** Tells how much of the machine this process uses, or is left without. */
export interface ProcessorMeter {
  restart(): void;
  /**
   * The share of all processors, 0 to 1, since this was asked last; 1 when that was asked more than twice as late as
   * expected: then somebody else has the processors, or the main thread has no time.
   */
  shareSinceLast(expectedMs: number): number;
}

export function processorMeter(): ProcessorMeter {
  let at = performance.now();
  let used = process.cpuUsage();
  const restart = () => {
    at = performance.now();
    used = process.cpuUsage();
  };
  return {
    restart,
    shareSinceLast(expectedMs) {
      const { user, system } = process.cpuUsage(used);
      const elapsedMs = Math.max(1, performance.now() - at);
      restart();
      return elapsedMs > 2 * expectedMs ? 1 : (user + system) / 1000 / elapsedMs / availableParallelism();
    },
  };
}
