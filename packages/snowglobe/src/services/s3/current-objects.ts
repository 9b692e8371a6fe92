import type { Collection } from '../../contract/table.ts';
import { afterAll, keyOrder, keyScope } from './key-order.ts';
import { commonPrefixOf, type Listing, type ListRequest, rollUp } from './listing.ts';
import type { ObjectRow, VersionRow } from './tables.ts';

/** The current objects of a bucket after a marker, rolled up and cut. */
export function listCurrentObjects(
  rows: Collection<VersionRow>,
  request: ListRequest,
  marker: string | undefined,
): Listing<ObjectRow> {
  const start = marker === undefined ? undefined : afterAll(keyScope(marker));
  const insideMarker = marker !== undefined && commonPrefixOf(marker, request) === marker ? marker : undefined;
  return rollUp(request, (after) => currentObjects(rows, request.prefix, after ?? start), insideMarker);
}

/** Current objects in key order; old versions and deleted keys are skipped, each key by one look-up. */
function* currentObjects(rows: Collection<VersionRow>, prefix: string, start?: string): Iterable<ObjectRow> {
  let after = start;
  for (;;) {
    let previous: string | undefined;
    let olderVersions = false;
    for (const row of rows.range({ prefix: keyOrder(prefix), ...(after === undefined ? {} : { after }) })) {
      olderVersions = row.key === previous;
      if (olderVersions) break;
      previous = row.key;
      if (row.kind === 'object') yield row;
    }
    if (!olderVersions || previous === undefined) return;
    after = afterAll(keyScope(previous));
  }
}
