import type { GlobeActivity } from './activity.ts';
import type { GlobeClock } from './clock.ts';
import type { GlobeScheduler } from './scheduler.ts';

/** Something did not come to rest in the time given. Names what was still under way. */
export class NotSettled extends Error {
  override readonly name = 'NotSettled';

  constructor(ongoing: readonly string[], timeoutMs: number) {
    super(
      `not settled after ${timeoutMs} ms, still under way:\n  ${ongoing.join('\n  ') || '(work that keeps coming)'}`,
    );
  }
}

/** How often in a row nothing must be under way, a turn of the event loop apart: bytes may be between two sockets. */
const quietTurns = 3;

export interface Settling {
  readonly clock: GlobeClock;
  readonly scheduler: GlobeScheduler;
  readonly activity: GlobeActivity;
}

/** Resolves when nothing is left to do now. Work due later does not count. Throws NotSettled after `timeoutMs` of real time. */
export async function settle({ clock, scheduler, activity }: Settling, timeoutMs = 30_000): Promise<void> {
  const deadline = deadlineIn(timeoutMs);
  try {
    for (let quiet = 0; quiet < quietTurns; quiet += 1) {
      if (activity.count > 0 || (scheduler.nextAt() ?? Number.POSITIVE_INFINITY) <= clock.now()) quiet = -1;
      scheduler.runDue();
      if ((await Promise.race([activity.idle(), deadline.passed])) === 'passed')
        throw new NotSettled(activity.list(), timeoutMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    deadline.clear();
  }
}

/** Moves the clock forward, doing on the way all that falls due, each at its instant, and settling after each. */
export async function advance(settling: Settling, milliseconds: number, timeoutMs?: number): Promise<void> {
  const { clock, scheduler } = settling;
  const target = clock.now() + milliseconds;
  await settle(settling, timeoutMs);
  for (let next = scheduler.nextAt(); next !== undefined && next <= target; next = scheduler.nextAt()) {
    clock.moveTo(next);
    await settle(settling, timeoutMs);
  }
  clock.moveTo(target);
  await settle(settling, timeoutMs);
}

function deadlineIn(timeoutMs: number): { readonly passed: Promise<'passed'>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<'passed'>((resolve) => {
    timer = setTimeout(() => resolve('passed'), timeoutMs);
  });
  return { passed, clear: () => clearTimeout(timer) };
}
