import { badRequest } from './errors.ts';
import { limits } from './limits.ts';

interface PageRequest {
  readonly position?: string | undefined;
  readonly limit?: number | undefined;
}

/** One page of items; the position is that of the next one. */
export function pageOf<Row, Shown>(rows: Iterable<Row>, show: (row: Row) => Shown, request: PageRequest) {
  const size = Math.min(request.limit || limits.pageItems, limits.maximumPageItems);
  const start = Number(request.position ?? 0);
  if (!Number.isInteger(start) || start < 0) throw badRequest('Invalid position parameter');
  const all = [...rows];
  const items = all.slice(start, start + size).map(show);
  return { items, ...(start + size < all.length && { position: String(start + size) }) };
}
