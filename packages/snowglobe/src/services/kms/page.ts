import { invalidMarker } from './errors.ts';

interface PageRequest {
  readonly Limit?: number | undefined;
  readonly Marker?: string | undefined;
}

/** One page of rows that are in the order of their ids. The marker is the last id that was given, in base64. */
export function pageOf<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  { Limit, Marker }: PageRequest,
  defaultSize: number,
): { readonly page: readonly Row[]; readonly rest: { readonly Truncated: boolean; readonly NextMarker?: string } } {
  const after = Marker === undefined ? '' : decode(Marker);
  const left = rows.filter((row) => idOf(row) > after);
  const page = left.slice(0, Limit ?? defaultSize);
  const last = page.at(-1);
  const more = last !== undefined && left.length > page.length;
  const rest = more
    ? { Truncated: true, NextMarker: Buffer.from(idOf(last)).toString('base64') }
    : { Truncated: false };
  return { page, rest };
}

function decode(marker: string): string {
  const text = Buffer.from(marker, 'base64').toString('utf8');
  if (Buffer.from(text).toString('base64') !== marker) throw invalidMarker();
  return text;
}
