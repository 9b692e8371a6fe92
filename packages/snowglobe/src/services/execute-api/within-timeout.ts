import type { Globe } from '../../contract/globe.ts';

export const timedOut = Symbol('timed out');

/** What the work comes to, or `timedOut` when the globe's clock is quicker. The work itself goes on. */
export function withinTimeout<T>(
  { scheduler }: Globe,
  timeoutMs: number,
  label: string,
  work: Promise<T>,
): Promise<T | typeof timedOut> {
  return new Promise((resolve, reject) => {
    const due = scheduler.after(timeoutMs, label, () => resolve(timedOut));
    work.then(resolve, reject).finally(() => due.cancel());
  });
}
