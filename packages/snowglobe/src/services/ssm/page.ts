import { invalidNextToken } from './errors.ts';

/** One page of a list that is sorted by its lines' keys, after the one that the token names. */
export function pageOf<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  size: number,
  token: string | undefined,
): { readonly page: readonly Row[]; readonly nextToken: string | undefined } {
  const after = token === undefined ? undefined : decode(token);
  const rest = after === undefined ? rows : rows.filter((row) => keyOf(row) > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return { page, nextToken: last !== undefined && rest.length > size ? encode(keyOf(last)) : undefined };
}

function encode(key: string): string {
  return Buffer.from(`1 ${key}`).toString('base64');
}

function decode(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (!text.startsWith('1 ')) throw invalidNextToken();
  return text.slice(2);
}
