import { invalidToken } from './errors.ts';
import { limits } from './limits.ts';

interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

/** One page of a list; the token is the place of the next item. */
export function pageOf<Item>(
  items: readonly Item[],
  { NextToken, MaxResults = limits.pageItems }: PageRequest,
): { readonly page: Item[]; readonly next: { readonly NextToken?: string } } {
  const from = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isInteger(from) || from < 0) throw invalidToken();
  const to = from + MaxResults;
  return { page: items.slice(from, to), next: to < items.length ? { NextToken: String(to) } : {} };
}
