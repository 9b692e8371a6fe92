/** `error`: failures only. `info`: the steps. `trace`: with all data that passes. */
export type LogDetail = 'off' | 'error' | 'info' | 'trace';

export interface ExecutionLine {
  readonly text: string;
  /** Epoch ms. */
  readonly at: number;
}

const ranks: Readonly<Record<LogDetail, number>> = { off: 0, error: 1, info: 2, trace: 3 };

/** What a method's execution log says of one request. */
export class ExecutionLog {
  readonly lines: ExecutionLine[] = [];
  readonly #now: () => number;
  #detail: LogDetail;

  constructor(detail: LogDetail, now: () => number) {
    this.#detail = detail;
    this.#now = now;
  }

  /** Which lines are kept from now on. */
  set detail(detail: LogDetail) {
    this.#detail = detail;
  }

  /** Adds a line when the log has this much detail. */
  add(detail: Exclude<LogDetail, 'off'>, text: () => string): void {
    if (ranks[detail] <= ranks[this.#detail]) this.lines.push({ text: text(), at: this.#now() });
  }
}

/** `{a=1, b=2}`, as Java prints a map. */
export function mapText(entries: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(entries).map(([name, value]) => `${name}=${String(value)}`);
  return `{${pairs.join(', ')}}`;
}

const shownCharacters = 1024;

/** AWS: "Set up CloudWatch logging for REST APIs": a line holds 1,024 bytes, further ones are cut. */
export function bodyText(body: Uint8Array | string): string {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)} [TRUNCATED]` : text;
}
