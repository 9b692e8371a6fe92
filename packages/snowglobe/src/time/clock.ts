import type { Clock } from '../contract/time.ts';

const heldSlot = 0;
const valueSlot = 1;

/** A clock that runs with the machine's, or stands still until it is moved. Other threads read it through `shared`. */
export class GlobeClock implements Clock {
  readonly shared = new SharedArrayBuffer(16);
  readonly #slots = new Float64Array(this.shared);

  /** `held`: stands at `startAt` (epoch ms, default now). Otherwise runs, from `startAt` when given. */
  constructor(options: { readonly held: boolean; readonly startAt?: number | undefined }) {
    const machine = Date.now();
    const startAt = options.startAt ?? machine;
    this.#slots[heldSlot] = options.held ? 1 : 0;
    this.#slots[valueSlot] = options.held ? startAt : startAt - machine;
  }

  get held(): boolean {
    return this.#slots[heldSlot] === 1;
  }

  now(): number {
    const value = this.#slots[valueSlot] ?? 0;
    return this.held ? value : Date.now() + value;
  }

  /** Moves to an instant (epoch ms). Time never goes back. */
  moveTo(instant: number): void {
    const forward = instant - this.now();
    if (forward > 0) this.#slots[valueSlot] = (this.#slots[valueSlot] ?? 0) + forward;
  }
}
