import { validation } from './errors.ts';
import { limits } from './limits.ts';

/** One page of a list in the order of its keys. The token is the last key that was given, in base64. */
export function pageOf<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  { MaxResults = limits.pageSize, NextToken }: { MaxResults?: number | undefined; NextToken?: string | undefined },
): { readonly page: readonly Row[]; readonly next: { readonly NextToken?: string } } {
  const after = NextToken === undefined ? undefined : decode(NextToken);
  const rest = after === undefined ? rows : rows.filter((row) => keyOf(row) > after);
  const page = rest.slice(0, MaxResults);
  const last = page.at(-1);
  const more = last !== undefined && rest.length > page.length;
  return { page, next: more ? { NextToken: Buffer.from(keyOf(last)).toString('base64') } : {} };
}

function decode(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (Buffer.from(text).toString('base64') !== token) throw validation('Invalid NextToken.');
  return text;
}
