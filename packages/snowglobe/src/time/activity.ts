import type { Activity, ActivityKind } from '../contract/time.ts';

interface Ongoing {
  readonly kind: ActivityKind;
  readonly label: string;
}

/** Counts what is under way and tells when nothing is. */
export class GlobeActivity implements Activity {
  readonly #ongoing = new Set<Ongoing>();
  #idleWaiters: (() => void)[] = [];

  begin(kind: ActivityKind, label: string): () => void {
    const ongoing: Ongoing = { kind, label };
    this.#ongoing.add(ongoing);
    return () => {
      if (this.#ongoing.delete(ongoing) && this.#ongoing.size === 0) this.#wake();
    };
  }

  get count(): number {
    return this.#ongoing.size;
  }

  counts(): Readonly<Record<ActivityKind, number>> {
    const counts = { request: 0, delivery: 0, invocation: 0, 'due-work': 0 };
    for (const { kind } of this.#ongoing) counts[kind] += 1;
    return counts;
  }

  /** What is under way, for people: `invocation tasks-api`. */
  list(): readonly string[] {
    return [...this.#ongoing].map(({ kind, label }) => `${kind} ${label}`);
  }

  /** Resolves the next time that nothing is under way; at once when nothing is. */
  idle(): Promise<void> {
    if (this.#ongoing.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  #wake(): void {
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
