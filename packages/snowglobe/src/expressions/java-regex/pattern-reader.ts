import { PatternSyntaxError } from './pattern-syntax-error.ts';

/** Flags of `(?i)` and its like. */
export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly u: boolean;
  readonly x: boolean;
}

const deepest = 200;

/** A pattern's text, how far it has been read, and what holds there. */
export class PatternReader {
  readonly text: string;
  readonly names = new Map<string, number>();
  at = 0;
  groupCount = 0;
  flags: Flags = { i: false, m: false, s: false, u: false, x: false };
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character, '' at the end. */
  get next(): string {
    return this.text[this.at] ?? '';
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found ?? undefined;
  }

  takeText(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  takeCodePoint(): number {
    const codePoint = this.text.codePointAt(this.at) ?? this.fail('Unexpected end');
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepest) this.fail('Too much is nested');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  fail(problem: string): never {
    throw new PatternSyntaxError(`${problem} near index ${this.at}: ${this.text}`);
  }
}
