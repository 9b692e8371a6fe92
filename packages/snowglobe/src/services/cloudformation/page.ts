import { pageSize } from './limits.ts';

/** One page of a list, from the token of the page before. */
export function pageOf<Item>(
  items: readonly Item[],
  nextToken: string | undefined,
): { readonly items: readonly Item[]; readonly NextToken?: string } {
  const start = nextToken === undefined ? 0 : Number(nextToken);
  const end = start + pageSize;
  return { items: items.slice(start, end), ...(end < items.length && { NextToken: String(end) }) };
}
