import { badRequest } from './errors.ts';
import { limits } from './limits.ts';

interface PageRequest {
  readonly MaxResults?: string | undefined;
  readonly NextToken?: string | undefined;
}

/** One page of items; the token is the place of the next one. */
export function pageOf<Row, Shown>(rows: Iterable<Row>, show: (row: Row) => Shown, request: PageRequest) {
  const size = Number(request.MaxResults ?? limits.pageItems);
  const start = Number(request.NextToken ?? 0);
  if (!Number.isInteger(size) || size < 1) throw badRequest(`Invalid value ${request.MaxResults} for maxResults`);
  if (!Number.isInteger(start) || start < 0) throw badRequest('Invalid NextToken');
  const all = [...rows];
  const Items = all.slice(start, start + size).map(show);
  return { Items, ...(start + size < all.length && { NextToken: String(start + size) }) };
}
