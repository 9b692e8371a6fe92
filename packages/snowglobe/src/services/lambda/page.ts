import { limits } from './limits.ts';

/** One page of a list. The marker is the position after the page. */
export interface Page<Item> {
  readonly items: Item[];
  readonly NextMarker?: string;
}

export function page<Item>(
  all: readonly Item[],
  input: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined },
): Page<Item> {
  const from = Number(input.Marker ?? 0) || 0;
  const to = from + Math.min(input.MaxItems ?? limits.pageSize, limits.pageSize);
  return { items: all.slice(from, to), ...(to < all.length && { NextMarker: String(to) }) };
}
