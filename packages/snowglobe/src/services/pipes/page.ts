import { validation } from './errors.ts';

const pageSize = 100;

/** One page of a list in the order of its names. The token is the last name that was given, in base64. */
export function pageOf<Row extends { readonly name: string }>(
  rows: readonly Row[],
  { Limit = pageSize, NextToken }: { Limit?: number | undefined; NextToken?: string | undefined },
): { readonly page: readonly Row[]; readonly next: { readonly NextToken?: string } } {
  const after = NextToken === undefined ? undefined : decode(NextToken);
  const rest = after === undefined ? rows : rows.filter(({ name }) => name > after);
  const page = rest.slice(0, Limit);
  const last = page.at(-1);
  const more = last !== undefined && rest.length > page.length;
  return { page, next: more ? { NextToken: Buffer.from(last.name).toString('base64') } : {} };
}

function decode(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (Buffer.from(text).toString('base64') !== token) throw validation('Invalid NextToken.');
  return text;
}
