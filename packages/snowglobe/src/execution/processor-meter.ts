import { availableParallelism } from 'node:os';

/** Tells how much of the machine this process uses. */
export interface ProcessorMeter {
  restart(): void;
  /** The share of all processors, 0 to 1, since this was asked last. */
  shareSinceLast(): number;
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
    shareSinceLast() {
      const { user, system } = process.cpuUsage(used);
      const share = (user + system) / 1000 / Math.max(1, performance.now() - at) / availableParallelism();
      restart();
      return share;
    },
  };
}
