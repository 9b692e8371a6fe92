import type { Cause, CauseKind, CauseLink, Causes } from '../contract/cause.ts';
import type { Clock, Random } from '../contract/time.ts';

/** How many causes are kept for inspection, the latest. */
const keptCauses = 20_000;

/** Starts causes and keeps the latest of them, by journey. */
export class RecentCauses implements Causes {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #kept: Cause[] = [];
  #next = 0;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  begin(kind: CauseKind, label: string, parent?: CauseLink): Cause {
    const at = this.#clock.now();
    const cause: Cause = {
      id: this.#random.hex(16),
      trace: parent?.trace ?? this.#trace(at),
      kind,
      label,
      at,
      ...(parent && { parent: parent.id }),
    };
    this.#kept[this.#next] = cause;
    this.#next = (this.#next + 1) % keptCauses;
    return cause;
  }

  /** The kept causes of one journey, in the order in which they began. */
  journey(trace: string): readonly Cause[] {
    return this.recent().filter((cause) => cause.trace === trace);
  }

  /** All kept causes, oldest first. */
  recent(): readonly Cause[] {
    return [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
  }

  /** X-Ray's form: version 1, seconds since the epoch, 96 random bits. */
  #trace(at: number): string {
    return `1-${Math.floor(at / 1000)
      .toString(16)
      .padStart(8, '0')}-${this.#random.hex(24)}`;
  }
}
