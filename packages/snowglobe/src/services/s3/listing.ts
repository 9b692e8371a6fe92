import { afterAll, keyOrder } from './key-order.ts';

export interface ListRequest {
  readonly prefix: string;
  /** '' for none. */
  readonly delimiter: string;
  readonly limit: number;
}

/** One line of a list: a row, or the common prefix that stands for many. */
export type Entry<Row> = { readonly row: Row } | { readonly commonPrefix: string };

export interface Listing<Row> {
  readonly entries: readonly Entry<Row>[];
  readonly truncated: boolean;
}

/**
 * Rolls rows up under common prefixes and cuts the list at its limit. `rowsFrom` gives rows in S3's order, starting at the
 * marker or, when it is given an order text, after everything up to it: so a prefix with a million keys costs one look-up.
 */
export function rollUp<Row extends { readonly key: string }>(
  request: ListRequest,
  rowsFrom: (after: string | undefined) => Iterable<Row>,
  skipPrefix?: string,
): Listing<Row> {
  const entries: Entry<Row>[] = [];
  let after = skipPrefix === undefined ? undefined : afterAll(keyOrder(skipPrefix));
  for (;;) {
    let rolledUp: string | undefined;
    for (const row of rowsFrom(after)) {
      if (entries.length === request.limit) return { entries, truncated: request.limit > 0 };
      rolledUp = commonPrefixOf(row.key, request);
      entries.push(rolledUp === undefined ? { row } : { commonPrefix: rolledUp });
      if (rolledUp !== undefined) break;
    }
    if (rolledUp === undefined) return { entries, truncated: false };
    after = afterAll(keyOrder(rolledUp));
  }
}

/** The key up to the first delimiter after the prefix; undefined when there is none. */
export function commonPrefixOf(key: string, request: Pick<ListRequest, 'prefix' | 'delimiter'>): string | undefined {
  if (request.delimiter === '') return undefined;
  const at = key.indexOf(request.delimiter, request.prefix.length);
  return at < 0 ? undefined : key.slice(0, at + request.delimiter.length);
}

/** The key or common prefix by which the next page continues. */
export function markerOf<Row extends { readonly key: string }>(entry: Entry<Row> | undefined): string | undefined {
  if (entry === undefined) return undefined;
  return 'row' in entry ? entry.row.key : entry.commonPrefix;
}
