type TokenKind = 'name' | 'namePlaceholder' | 'valuePlaceholder' | 'number' | 'symbol' | 'end' | 'unknown';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offsets in the expression. */
  readonly start: number;
  readonly end: number;
}

const pattern = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[-=<>()[\].,+]))/y;
const kinds = ['name', 'namePlaceholder', 'valuePlaceholder', 'number', 'symbol'] as const;

/** Splits an expression; ends with an `end` token, or with `unknown` at the first character that fits nowhere. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) break;
    at = pattern.lastIndex;
    const group = match.findIndex((part, index) => index > 0 && part !== undefined);
    const found = match[group] as string;
    tokens.push({ kind: kinds[group - 1] ?? 'unknown', text: found, start: at - found.length, end: at });
  }
  const rest = text.slice(at).trimStart();
  const start = text.length - rest.length;
  if (rest === '') tokens.push({ kind: 'end', text: '<EOF>', start: text.length, end: text.length });
  else tokens.push({ kind: 'unknown', text: rest.charAt(0), start, end: start + 1 });
  return tokens;
}
