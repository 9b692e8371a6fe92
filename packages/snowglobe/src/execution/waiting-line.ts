import { type ProcessorMeter, processorMeter } from './processor-meter.ts';

/** Whether a further environment may be started, and whether that makes sense now. */
export interface StartRules {
  /** Below the limit of environments. */
  readonly mayStart: () => boolean;
  /** No others are being started already. */
  readonly worthwhile: () => boolean;
}

/**
 * Invocations of one function that wait for an environment to become free. When none does for a moment although the
 * processor has time, a few of them are let go to start one of their own, so that slow functions spread and quick ones
 * do not. A processor that is busy would only be busier with another environment.
 * Differs from AWS: there a new environment is started at once; here they all share one machine.
 */
export class WaitingLine<Item> {
  readonly #rules: StartRules;
  readonly #meter: ProcessorMeter;
  readonly #line: ((item: Item | undefined) => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #moved = false;
  #quietMoments = 0;

  constructor(rules: StartRules, meter: ProcessorMeter = processorMeter()) {
    this.#rules = rules;
    this.#meter = meter;
  }

  /** Resolves to a free item, or to undefined: start one. */
  wait(): Promise<Item | undefined> {
    // Real time: what is waited for is this machine.
    // oxlint-disable-next-line no-restricted-globals
    this.#timer ??= (this.#meter.restart(), setInterval(() => this.#tick(), momentMs));
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
    const hasTime = this.#meter.shareSinceLast(momentMs) < busyShare;
    this.#quietMoments = this.#moved ? 0 : this.#quietMoments + 1;
    this.#moved = false;
    if (this.#quietMoments >= patienceMoments || (this.#quietMoments > 0 && hasTime && this.#rules.worthwhile())) {
      this.#startSome();
    }
    this.#stopWhenEmpty();
  }

  #startSome(): void {
    this.#quietMoments = 0;
    for (let n = 0; n < startsPerMoment && this.#rules.mayStart(); n++) this.#line.shift()?.(undefined);
  }

  #stopWhenEmpty(): void {
    if (this.#line.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

const momentMs = 25;
const startsPerMoment = 2;
/** From this share of all processors on, the process counts as busy. */
const busyShare = 0.75;
/** After so many quiet moments, a second, somebody starts whatever the processor does. */
const patienceMoments = 40;
