/**
 * Invocations of one function that wait for an environment to become free. When none does for a moment, a few of them
 * are let go to start one of their own, so that slow functions spread and quick ones do not.
 * Differs from AWS: there a new environment is started at once; here they all share one machine.
 */
export class WaitingLine<Item> {
  readonly #mayStart: () => boolean;
  readonly #line: ((item: Item | undefined) => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #moved = false;

  /** `mayStart`: whether a further environment is allowed at all. */
  constructor(mayStart: () => boolean) {
    this.#mayStart = mayStart;
  }

  /** Resolves to a free item, or to undefined: start one. */
  wait(): Promise<Item | undefined> {
    // Real time: what is waited for is this machine.
    // oxlint-disable-next-line no-restricted-globals
    this.#timer ??= setInterval(() => this.#tick(), momentMs);
    return new Promise((resolve) => this.#line.push(resolve));
  }

  /** Hands a free item to the first in line; false when nobody waits. */
  offer(item: Item): boolean {
    const next = this.#line.shift();
    if (!next) return false;
    this.#moved = true;
    next(item);
    this.#stopWhenEmpty();
    return true;
  }

  /** Lets everybody go. */
  close(): void {
    for (const next of this.#line.splice(0)) next(undefined);
    this.#stopWhenEmpty();
  }

  #tick(): void {
    const starts = this.#moved ? 0 : startsPerMoment;
    this.#moved = false;
    for (let n = 0; n < starts && this.#mayStart(); n++) this.#line.shift()?.(undefined);
    this.#stopWhenEmpty();
  }

  #stopWhenEmpty(): void {
    if (this.#line.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

const momentMs = 25;
const startsPerMoment = 2;
