import { type ExpressionKind, expressionError, Findings } from './findings.ts';
import type { Path } from './path.ts';
import { isReservedWord } from './reserved-words.ts';
import { type Token, tokenize } from './tokenizer.ts';

/** `#name` to attribute name. */
export type Names = Readonly<Record<string, string>>;

/** Words of the grammar itself are no names even before the reserved words are looked at. */
const conditionWords: ReadonlySet<string> = new Set(['BETWEEN', 'AND', 'OR', 'NOT', 'IN']);
const updateWords: ReadonlySet<string> = new Set(['SET', 'REMOVE', 'ADD', 'DELETE']);

/** Reads tokens of one expression, replaces name placeholders, and notes what it used. */
export class Reader {
  readonly kind: ExpressionKind;
  readonly findings: Findings;
  readonly usedNames = new Set<string>();
  readonly usedValues = new Set<string>();
  /** Name placeholders that stand for nothing; conditions tell them in the order of their parts. */
  readonly undefinedNames = new Set<string>();
  private readonly text: string;
  private readonly names: Names;
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(kind: ExpressionKind, text: string, names: Names) {
    this.kind = kind;
    this.text = text;
    this.names = names;
    this.findings = new Findings(kind);
    this.tokens = tokenize(text);
  }

  get token(): Token {
    return this.tokens[this.at] as Token;
  }

  /** The token after the current one. */
  get following(): Token {
    return (this.tokens[this.at + 1] ?? this.tokens[this.at]) as Token;
  }

  next(): Token {
    const token = this.token;
    if (token.kind === 'end' || token.kind === 'unknown') throw this.syntaxError();
    this.at++;
    return token;
  }

  isSymbol(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  /** Keywords are names of any case. */
  isWord(word: string): boolean {
    return this.token.kind === 'name' && this.token.text.toUpperCase() === word;
  }

  takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.at++;
    return true;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw this.syntaxError();
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') throw this.syntaxError();
  }

  get startsPath(): boolean {
    return this.token.kind === 'name' || this.token.kind === 'namePlaceholder';
  }

  path(): Path {
    const steps: (string | number)[] = [];
    const path: [string, ...(string | number)[]] = [this.attributeName()];
    for (;;) {
      if (this.takeSymbol('.')) steps.push(this.attributeName());
      else if (this.isSymbol('[')) steps.push(this.listIndex());
      else break;
    }
    path.push(...steps);
    return path;
  }

  /** The name of a value placeholder, with its colon. */
  valueName(): string {
    const { text } = this.next();
    this.usedValues.add(text);
    return text;
  }

  /** AWS shows the token that it did not expect between its neighbours. */
  syntaxError(token: Token = this.token) {
    const at = this.tokens.indexOf(token);
    const from = (this.tokens[at - 1] ?? token).start;
    const to = (this.tokens[at + 1] ?? token).end;
    return expressionError(
      this.kind,
      `Syntax error; token: "${token.text}", near: "${this.text.slice(from, to).trimEnd()}"`,
    );
  }

  private listIndex(): number {
    this.expectSymbol('[');
    if (this.token.kind !== 'number') throw this.syntaxError();
    const index = Number(this.next().text);
    this.expectSymbol(']');
    return index;
  }

  private attributeName(): string {
    if (!this.startsPath) throw this.syntaxError();
    const { kind, text } = this.next();
    if (kind === 'name') {
      const words = this.kind === 'UpdateExpression' ? updateWords : conditionWords;
      if (words.has(text.toUpperCase())) throw this.syntaxError(this.tokens[this.at - 1]);
      if (isReservedWord(text)) {
        this.findings.add('reservedWord', `Attribute name is a reserved keyword; reserved keyword: ${text}`);
      }
      return text;
    }
    this.usedNames.add(text);
    const name = Object.hasOwn(this.names, text) ? this.names[text] : undefined;
    if (name === undefined) this.undefinedNames.add(text);
    return name ?? text;
  }
}
