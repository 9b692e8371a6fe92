import { FilterPatternFault } from './fault.ts';

type TokenKind = 'mark' | 'operator' | 'text' | 'regex' | 'word';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const forms: readonly (readonly [TokenKind, RegExp])[] = [
  ['regex', /%((?:[^%\\]|\\.)*)%/y],
  ['text', /"((?:[^"\\]|\\.)*)"/y],
  ['operator', /(&&|\|\||!=|<=|>=|=|<|>)/y],
  ['mark', /([{}()[\],])/y],
  ['word', /([^\s{}()[\],=!<>&|"%]+)/y],
];

/** Splits a `{...}` or `[...]` pattern into tokens; a selector is read as one word. */
export function tokenize(pattern: string, selector?: RegExp): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < pattern.length) {
    if (/\s/.test(pattern[position] ?? '')) {
      position++;
      continue;
    }
    const token = tokenAt(pattern, position, selector);
    tokens.push(token.token);
    position = token.end;
  }
  return tokens;
}

function tokenAt(pattern: string, position: number, selector: RegExp | undefined) {
  const all = selector ? [['word', selector] as const, ...forms] : forms;
  for (const [kind, form] of all) {
    form.lastIndex = position;
    const found = form.exec(pattern);
    if (found) return { token: { kind, text: unescape(found[1] ?? found[0], kind) }, end: form.lastIndex };
  }
  throw new FilterPatternFault(`unexpected ${pattern[position]}`);
}

function unescape(text: string, kind: TokenKind): string {
  return kind === 'text' ? text.replace(/\\(.)/g, '$1') : text;
}

/** Reads tokens one after the other. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#position];
  }

  next(): Token {
    const token = this.#tokens[this.#position++];
    if (!token) throw new FilterPatternFault('unexpected end');
    return token;
  }

  /** Takes the token when it is the one that is asked for. */
  take(text: string): boolean {
    const token = this.peek();
    const found = token !== undefined && token.kind !== 'text' && token.text.toUpperCase() === text.toUpperCase();
    if (found) this.#position++;
    return found;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new FilterPatternFault(`expected ${text}`);
  }

  end(): void {
    if (this.peek()) throw new FilterPatternFault(`unexpected ${this.peek()?.text}`);
  }
}
