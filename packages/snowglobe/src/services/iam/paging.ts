import { invalidMarker } from './errors.ts';
import { limits } from './limits.ts';

export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/** One page of a list that is in the order of its keys; the marker is the last key that was given. */
export function pageOf<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  { Marker, MaxItems = limits.pageItems }: PageRequest,
): Page<Item> {
  const after = Marker === undefined ? undefined : readMarker(Marker);
  const page: Item[] = [];
  for (const item of items) {
    if (after !== undefined && keyOf(item) <= after) continue;
    const last = page.at(-1);
    if (page.length === MaxItems && last !== undefined) {
      return { items: page, IsTruncated: true, Marker: Buffer.from(keyOf(last)).toString('base64') };
    }
    page.push(item);
  }
  return { items: page, IsTruncated: false };
}

function readMarker(marker: string): string {
  const text = Buffer.from(marker, 'base64');
  if (text.toString('base64') !== marker) throw invalidMarker();
  return text.toString();
}
