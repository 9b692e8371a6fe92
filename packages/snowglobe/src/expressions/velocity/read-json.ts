import { double, integer } from '../numbers/double.ts';
import { deepestNesting } from './limits.ts';
import { JsonList, type Value } from './values.ts';

/** A text that is no JSON. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
}

export interface ReadJsonOptions {
  /** What lists become: such as print as JSON (API Gateway's), or Java's (the default). */
  readonly lists?: 'json' | 'java';
}

/**
 * JSON as values: objects in their order, whole numbers exactly, `1.0` as a Double. Of names that come twice the last counts.
 * Throws JsonTextError.
 */
export function readJson(text: string, { lists = 'java' }: ReadJsonOptions = {}): Value {
  return new JsonReader(text, lists).readWhole();
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

class JsonReader {
  readonly #text: string;
  readonly #lists: 'json' | 'java';
  #at = 0;

  constructor(text: string, lists: 'json' | 'java') {
    this.#text = text;
    this.#lists = lists;
  }

  readWhole(): Value {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail();
    return value;
  }

  #value(depth: number): Value {
    if (depth > deepestNesting) this.#fail('nested too deeply');
    this.#skipSpace();
    const next = this.#text[this.#at];
    if (next === '"') return this.#string();
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#list(depth);
    const word = this.#take(/true|false|null/y);
    return word === undefined ? this.#number() : (words[word] ?? null);
  }

  #string(): string {
    // oxlint-disable-next-line no-control-regex -- JSON's own rule
    const quoted = this.#take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y) ?? this.#fail();
    return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  }

  #number(): Value {
    const number = this.#take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y) ?? this.#fail();
    return /[.eE]/.test(number) ? double(Number(number)) : wholeNumber(number);
  }

  #list(depth: number): Value[] {
    const list: Value[] = this.#lists === 'json' ? new JsonList() : [];
    this.#at += 1;
    if (this.#skipTo(']')) return list;
    do list.push(this.#value(depth + 1));
    while (this.#skipTo(','));
    if (!this.#skipTo(']')) this.#fail();
    return list;
  }

  #object(depth: number): Map<Value, Value> {
    const map = new Map<Value, Value>();
    this.#at += 1;
    if (this.#skipTo('}')) return map;
    do {
      this.#skipSpace();
      const key = this.#string();
      if (!this.#skipTo(':')) this.#fail();
      map.set(key, this.#value(depth + 1));
    } while (this.#skipTo(','));
    if (!this.#skipTo('}')) this.#fail();
    return map;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at = pattern.lastIndex;
    return found;
  }

  #skipSpace(): void {
    this.#take(/[ \t\r\n]+/y);
  }

  #skipTo(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #fail(problem = 'unexpected text'): never {
    throw new JsonTextError(`Not JSON: ${problem} at ${this.#at}`);
  }
}

/** A number of so many digits that reading it would take time is a double. */
function wholeNumber(digits: string): Value {
  if (digits === '-0') return 0;
  return digits.length > 1000 ? Number(digits) : integer(BigInt(digits));
}
