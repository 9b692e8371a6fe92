/** What may come next where a value is wanted, as the parser behind Lambda lists it. */
const anyValue = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const shownBytes = 500;

/**
 * Why a text is no JSON, in the words of the parser behind Lambda (Jackson), with the place where it stopped; undefined when it is
 * JSON. Differs from AWS: what stands after the value is refused here, where Jackson may not read on.
 */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const { reason, at } = new FaultFinder(text).find();
    return `${reason}\n at ${placeOf(text, at)}`;
  }
}

interface Fault {
  readonly reason: string;
  /** Characters read. */
  readonly at: number;
}

/** `[Source: (byte[])"..."; line: 1, column: 3]`: the column after what was read. */
function placeOf(text: string, at: number): string {
  const read = text.slice(0, at);
  const lineStart = read.lastIndexOf('\n') + 1;
  const line = read.split('\n').length;
  const left = text.length - shownBytes;
  const shown = left > 0 ? `${text.slice(0, shownBytes)}"[truncated ${left} bytes]` : `${text}"`;
  return `[Source: (byte[])"${shown}; line: ${line}, column: ${at - lineStart + 1}]`;
}

class Found extends Error {
  readonly fault: Fault;

  constructor(reason: string, at: number) {
    super(reason);
    this.fault = { reason, at };
  }
}

/** Reads a text that is no JSON up to where it goes wrong. */
class FaultFinder {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  find(): Fault {
    try {
      this.#value();
      this.#space();
      this.#stop(`Unexpected character (${this.#shown()}): Expected space separating root-level values`);
    } catch (error) {
      if (error instanceof Found) return error.fault;
      if (error instanceof RangeError)
        return { reason: 'Document nesting depth exceeds the maximum allowed', at: this.#at };
      throw error;
    }
  }

  /** Ends at the character that is wrong, which counts as read. */
  #stop(reason: string): never {
    throw new Found(reason, Math.min(this.#at + 1, this.#text.length));
  }

  #end(reason: string): never {
    throw new Found(`Unexpected end-of-input${reason}`, this.#text.length);
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  /** `'D' (code 68)` */
  #shown(): string {
    const character = this.#peek();
    const code = character.charCodeAt(0);
    return code < 32 ? `(CTRL-CHAR, code ${code})` : `'${character}' (code ${code})`;
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#peek())) this.#at += 1;
  }

  #value(): void {
    this.#space();
    const first = this.#peek();
    if (first === '') this.#end(': expected a value');
    if (first === '{') this.#object();
    else if (first === '[') this.#array();
    else if (first === '"') this.#string();
    else if (/[-0-9]/.test(first)) this.#number();
    else this.#token();
  }

  #object(): void {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      this.#space();
      if (this.#peek() === '}' && this.#text.slice(start + 1, this.#at).trim() === '') break;
      if (this.#peek() === '') this.#unclosed('Object', start);
      if (this.#peek() !== '"') {
        this.#stop(`Unexpected character (${this.#shown()}): was expecting double-quote to start field name`);
      }
      this.#string();
      this.#space();
      if (this.#peek() === '') this.#unclosed('Object', start);
      if (this.#peek() !== ':') {
        this.#stop(`Unexpected character (${this.#shown()}): was expecting a colon to separate field name and value`);
      }
      this.#at += 1;
      this.#value();
      if (this.#closes('Object', '}', start)) break;
    }
    this.#at += 1;
  }

  #array(): void {
    const start = this.#at;
    this.#at += 1;
    this.#space();
    if (this.#peek() === ']') {
      this.#at += 1;
      return;
    }
    if (this.#peek() === '') this.#unclosed('Array', start);
    do this.#value();
    while (!this.#closes('Array', ']', start));
    this.#at += 1;
  }

  /** True at the closing character; past a comma otherwise. */
  #closes(kind: string, close: string, start: number): boolean {
    this.#space();
    if (this.#peek() === close) return true;
    if (this.#peek() === '') this.#unclosed(kind, start);
    if (this.#peek() !== ',') {
      this.#stop(`Unexpected character (${this.#shown()}): was expecting comma to separate ${kind} entries`);
    }
    this.#at += 1;
    return false;
  }

  #unclosed(kind: string, start: number): never {
    this.#end(`: expected close marker for ${kind} (start marker at ${placeOf(this.#text, start)})`);
  }

  #string(): void {
    for (this.#at += 1; this.#peek() !== '"'; this.#at += 1) {
      const character = this.#peek();
      if (character === '') this.#end(': was expecting closing quote for a string value');
      if (character < ' ') {
        this.#stop(
          `Illegal unquoted character (${this.#shown()}): has to be escaped using backslash to be included in string value`,
        );
      }
      if (character === '\\') this.#escape();
    }
    this.#at += 1;
  }

  #escape(): void {
    this.#at += 1;
    const escaped = this.#peek();
    if (escaped === '') this.#end(' in character escape sequence');
    if (!'"\\/bfnrtu'.includes(escaped)) this.#stop(`Unrecognized character escape ${this.#shown()}`);
    for (let digits = 0; escaped === 'u' && digits < 4; digits++) {
      this.#at += 1;
      if (!/[0-9a-f]/i.test(this.#peek())) {
        this.#stop(`Unexpected character (${this.#shown()}): expected a hex-digit for character escape sequence`);
      }
    }
  }

  #number(): void {
    const [number = ''] = /^-?(0|[1-9]\d*)?(\.\d+)?([eE][+-]?\d+)?/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += number.length;
    if (number === '-')
      this.#stop(
        `Unexpected character (${this.#shown()}) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value`,
      );
    if (/^\d$/.test(this.#peek())) this.#stop('Invalid numeric value: Leading zeroes not allowed');
    if (!/^[\s,\]}]?$/.test(this.#peek())) {
      this.#stop(`Unexpected character (${this.#shown()}): Expected space separating root-level values`);
    }
  }

  #token(): void {
    const [token = ''] = /^[\p{L}\p{N}_$]+/u.exec(this.#text.slice(this.#at)) ?? [];
    if (token === 'null' || token === 'true' || token === 'false') {
      this.#at += token.length;
      return;
    }
    if (token === '') this.#stop(`Unexpected character (${this.#shown()}): expected a valid value ${anyValue}`);
    throw new Found(`Unrecognized token '${token}': was expecting ${anyValue}`, this.#at + token.length);
  }
}
