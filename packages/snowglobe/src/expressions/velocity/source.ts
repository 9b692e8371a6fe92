import { VelocitySyntaxError } from './errors.ts';
import { deepestNesting } from './limits.ts';
import type { Node } from './syntax-tree.ts';

export interface Grammar {
  /** True where `#return` is a directive, as in AppSync. */
  readonly knowsReturn: boolean;
  /** Reads a template, such as stands in double quotes. */
  parse(source: Source): readonly Node[];
}

/** A template's text and how far it has been read. */
export class Source {
  readonly text: string;
  readonly grammar: Grammar;
  /** Macros seen so far: their names can be escaped. */
  readonly macroNames: Set<string>;
  at = 0;
  #depth = 0;
  #attempts = 0;

  constructor(text: string, grammar: Grammar, macroNames = new Set<string>()) {
    this.text = text;
    this.grammar = grammar;
    this.macroNames = macroNames;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character, '' at the end. */
  get next(): string {
    return this.text[this.at] ?? '';
  }

  /** Whether this text comes next. */
  sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Takes what a sticky expression matches here. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.takeText(text)) this.fail(`Expected ${JSON.stringify(text)}`);
  }

  /** Reads something that may hold something of its kind. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepestNesting) this.fail('Too much is nested');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Reads a text that was found in this one as a template; mistakes are told where it began. */
  inner(text: string, beganAt: number): readonly Node[] {
    try {
      return this.grammar.parse(new Source(text, this.grammar, this.macroNames));
    } catch (error) {
      if (!(error instanceof VelocitySyntaxError)) throw error;
      return this.fail('The string is no template', beganAt);
    }
  }

  /** Reads what may turn out to be something else: undefined, and nothing read, when it is. */
  attempt<T>(read: () => T): T | undefined {
    const { at } = this;
    const depth = this.#depth;
    this.#attempts += 1;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof VelocitySyntaxError)) throw error;
      this.at = at;
      this.#depth = depth;
      return undefined;
    } finally {
      this.#attempts -= 1;
    }
  }

  fail(problem: string, at: number = this.at): never {
    // Nobody sees where an attempt failed, and counting lines takes time.
    if (this.#attempts > 0) throw new VelocitySyntaxError(problem, 0, 0);
    const before = this.text.slice(0, at).split(/\r\n|\n|\r/);
    const found = at >= this.text.length ? 'the end of the template' : JSON.stringify(this.text.slice(at, at + 10));
    throw new VelocitySyntaxError(`${problem}, found ${found}`, before.length, (before.at(-1) ?? '').length + 1);
  }
}
