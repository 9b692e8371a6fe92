import type { Globe } from '../contract/globe.ts';

export interface Pollers {
  /** Begins to poll for every enabled event source mapping. */
  start(): void;
  /** Resolves when no poller is at work any more. */
  stop(): Promise<void>;
}

export function createPollers(_globe: Globe): Pollers {
  return {
    start: () => {},
    stop: async () => {},
  };
}
