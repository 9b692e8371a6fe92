import type { Activity, Due, Scheduler } from '../contract/time.ts';
import type { GlobeClock } from './clock.ts';
import { DueHeap, type DueWork } from './due-heap.ts';

/** Node's timers overflow beyond this. */
const longestTimerMs = 2 ** 31 - 1;

export interface SchedulerOptions {
  readonly clock: GlobeClock;
  readonly activity: Activity;
  readonly reportFault: (where: string, error: unknown) => void;
}

/** The one queue of due work, and the one timer that serves it. */
export class GlobeScheduler implements Scheduler {
  readonly #options: SchedulerOptions;
  readonly #heap = new DueHeap();
  #soon: (() => void)[] = [];
  #isSoonArmed = false;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #order = 0;
  #stopped = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  at(instant: number, label: string, work: () => void | Promise<void>): Due {
    this.#order += 1;
    const due: DueWork = { at: instant, order: this.#order, label, work, cancelled: false };
    this.#heap.push(due);
    this.#arm();
    return {
      cancel: () => {
        due.cancelled = true;
      },
    };
  }

  after(delayMs: number, label: string, work: () => void | Promise<void>): Due {
    return this.at(this.#options.clock.now() + delayMs, label, work);
  }

  soon(label: string, work: () => void | Promise<void>): void {
    if (this.#stopped) return;
    this.#soon.push(this.#tracked(label, work));
    if (this.#isSoonArmed) return;
    this.#isSoonArmed = true;
    setImmediate(() => this.#runSoon());
  }

  /** The instant of the earliest work that is still to come; undefined when there is none. */
  nextAt(): number | undefined {
    return this.#heap.peek()?.at;
  }

  /** What is due when, for people. */
  upcoming(): readonly { readonly at: number; readonly label: string }[] {
    return this.#heap.list().map(({ at, label }) => ({ at, label }));
  }

  /** Starts all work whose instant has come. */
  runDue(): void {
    const now = this.#options.clock.now();
    for (let next = this.#heap.peek(); next !== undefined && next.at <= now; next = this.#heap.peek()) {
      this.#heap.pop();
      this.#tracked(next.label, next.work)();
    }
    this.#arm();
  }

  /** Forgets everything that is due and takes nothing more. */
  stop(): void {
    this.#stopped = true;
    this.forget();
  }

  /** Forgets everything that is due. */
  forget(): void {
    this.#heap.clear();
    clearTimeout(this.#timer);
    this.#timerAt = Number.POSITIVE_INFINITY;
  }

  #runSoon(): void {
    const works = this.#soon;
    this.#soon = [];
    this.#isSoonArmed = false;
    for (const work of works) work();
  }

  /** Counts the work as under way from now until it is done. */
  #tracked(label: string, work: () => void | Promise<void>): () => void {
    const end = this.#options.activity.begin('due-work', label);
    return () => {
      if (this.#stopped) return end();
      void Promise.resolve()
        .then(work)
        .catch((error: unknown) => this.#options.reportFault(label, error))
        .finally(end);
    };
  }

  #arm(): void {
    if (this.#stopped) return;
    const next = this.#heap.peek();
    const at = next?.at ?? Number.POSITIVE_INFINITY;
    const now = this.#options.clock.now();
    if (this.#options.clock.held && at > now) return;
    if (at === this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    if (next) this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(0, at - now), longestTimerMs));
  }

  #ring(): void {
    this.#timerAt = Number.POSITIVE_INFINITY;
    this.runDue();
  }
}
