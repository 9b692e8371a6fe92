import { VelocityRenderError } from './errors.ts';
import type { Limits } from './limits.ts';
import { toValue, type Value } from './values.ts';

/** How a piece of a template ended. */
export type Signal = 'on' | 'break' | 'stop' | 'return';

export type Render = (run: Run) => Signal;
export type Evaluate = (run: Run) => Value;

export interface Macro {
  readonly parameters: readonly string[];
  readonly body: Render;
}

/** The arguments of a macro, evaluated in the place of its call whenever they are read. */
export type Arguments = Map<string, Evaluate>;

/** One rendering: its variables, its output and what it may still do. */
export class Run {
  readonly limits: Limits;
  readonly macros: Map<string, Macro>;
  /** What `#return` gave. */
  returned: Value = null;
  text = '';
  readonly #scope: Readonly<Record<string, unknown>>;
  readonly #variables = new Map<string, Value>();
  #arguments: Arguments | undefined;
  #steps: number;
  #calls = 0;

  constructor(scope: Readonly<Record<string, unknown>>, macros: ReadonlyMap<string, Macro>, limits: Limits) {
    this.#scope = scope;
    this.macros = new Map(macros);
    this.limits = limits;
    this.#steps = limits.steps;
  }

  /** Counts work, so that every rendering ends. */
  spend(steps = 1): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new VelocityRenderError('The template does too much');
  }

  /** Counts a text that was made. */
  spendText(text: string): string {
    if (text.length > this.limits.textLength) throw new VelocityRenderError('The template makes too long a text');
    this.spend(1 + (text.length >> 6));
    return text;
  }

  /** Counts a list or map that was made. */
  spendElements(count: number): void {
    if (count > this.limits.elements) throw new VelocityRenderError('The template makes too long a list');
    this.spend(count);
  }

  write(text: string): void {
    this.spendText(text);
    this.text += text;
    if (this.text.length > this.limits.textLength) throw new VelocityRenderError('The template makes too long a text');
  }

  /** What a piece writes, kept apart. */
  capture(body: Render): string {
    const before = this.text;
    this.text = '';
    body(this);
    const { text } = this;
    this.text = before;
    return text;
  }

  get(name: string): Value {
    const argument = this.#arguments?.get(name);
    if (argument) return argument(this);
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.#scope, name)) return null;
    const value = toValue(this.#scope[name]);
    this.#variables.set(name, value);
    return value;
  }

  set(name: string, value: Value): void {
    if (this.#arguments?.has(name)) this.#arguments.set(name, () => value);
    else this.#variables.set(name, value);
  }

  /** Runs a macro or a block of its own: these may not call each other without end. */
  call<T>(work: () => T): T {
    this.#calls += 1;
    if (this.#calls > this.limits.calls) throw new VelocityRenderError('The template calls itself too deeply');
    const result = work();
    this.#calls -= 1;
    return result;
  }

  get arguments(): Arguments | undefined {
    return this.#arguments;
  }

  /** Runs work that sees these arguments. */
  withArguments<T>(given: Arguments | undefined, work: () => T): T {
    const before = this.#arguments;
    this.#arguments = given;
    const result = work();
    this.#arguments = before;
    return result;
  }
}
