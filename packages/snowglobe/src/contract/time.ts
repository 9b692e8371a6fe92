/** The one clock. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** True when time moves only by `advance`. */
  readonly held: boolean;
  /**
   * The same clock for other threads: two float64. `[0]` is 1 when held, else 0; `[1]` is the held instant (epoch ms), or what
   * to add to the machine's time. Written on every move.
   */
  readonly shared: SharedArrayBuffer;
}

/** Work that is due at an instant. */
export interface Due {
  cancel(): void;
}

/** The one queue of due work; nothing else in the runtime owns a timer. */
export interface Scheduler {
  /** Runs the work once the clock reaches the instant (epoch ms). A rejected promise is reported as a fault of the globe. */
  at(instant: number, label: string, work: () => void | Promise<void>): Due;
  /** The same, `delayMs` from now. */
  after(delayMs: number, label: string, work: () => void | Promise<void>): Due;
  /** Runs the work on the next turn, before any timer; counted as work due now. */
  soon(label: string, work: () => void | Promise<void>): void;
}

/** What `settle()` waits for. */
export type ActivityKind = 'request' | 'delivery' | 'invocation' | 'due-work';

/** Counts what is under way, by kind and label. */
export interface Activity {
  /** Returns the function that ends it (idempotent). */
  begin(kind: ActivityKind, label: string): () => void;
}

/** Randomness and ids, seeded, so that a run can be repeated. */
export interface Random {
  /** RFC 4122 version 4. */
  uuid(): string;
  /** Lower-case hex digits. */
  hex(digits: number): string;
  /** From an alphabet of characters. */
  text(length: number, alphabet: string): string;
  /** 0 <= n < below. */
  integer(below: number): number;
  /** 0 <= x < 1. */
  fraction(): number;
}
