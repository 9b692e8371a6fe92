import { JsonPathSyntaxError } from './errors.ts';

const deepest = 100;

/** A path's text and how far it has been read. */
export class Reader {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
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
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Whether this text comes next. */
  sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  expect(text: string): void {
    if (!this.takeText(text)) this.fail(`expected ${text}`);
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepest) this.fail('too much is nested');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  fail(problem: string): never {
    throw new JsonPathSyntaxError(`Could not read the path ${JSON.stringify(this.text)}: ${problem} at ${this.at}`);
  }
}
