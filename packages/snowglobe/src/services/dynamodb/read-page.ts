import type { Item } from './attribute-value.ts';
import { addIndexUnits, noUnits, readUnits, type Units } from './capacity.ts';
import { satisfies } from './expressions/condition-evaluation.ts';
import { type Projection, projectItem } from './expressions/projection.ts';
import { itemBytes } from './item-size.ts';
import type { KeyBounds } from './key-encoding.ts';
import type { Test } from './legacy/comparisons.ts';
import { limits } from './limits.ts';
import type { Table } from './table.ts';
import { type IndexShape, keyNames, projectedItem } from './table-shape.ts';
import { type ItemRow, indexEntriesTable } from './tables.ts';

/** One page of a Query or Scan. */
export interface PageRequest {
  readonly table: Table;
  readonly index: IndexShape | undefined;
  readonly bounds: KeyBounds;
  /** The stored key after which (in reading order) the page starts. */
  readonly start: string | undefined;
  readonly isReverse: boolean;
  /** Items to look at, before filtering. */
  readonly limit: number | undefined;
  readonly filter: Test | undefined;
  readonly projection: Projection | undefined;
  readonly isConsistent: boolean;
  /** Reads whole items from the table although a local index is read. */
  readonly fetchesItems: boolean;
  readonly countsOnly: boolean;
}

export interface Page {
  readonly items: Item[];
  readonly count: number;
  readonly scannedCount: number;
  readonly lastKey: Item | undefined;
  readonly units: Units;
}

/** Reads until the limit or 1 MB is reached; then the last key read is where the next page starts. */
export function readPage(request: PageRequest): Page {
  const { table, index, filter, projection } = request;
  const units = noUnits();
  const items: Item[] = [];
  let [count, scannedCount, bytes] = [0, 0, 0];
  let last: Item | undefined;
  let isCut = false;
  for (const row of rowsOf(request)) {
    const view = index && !request.fetchesItems ? projectedItem(index, row.item) : row.item;
    bytes += index ? itemBytes(projectedItem(index, row.item)) : row.bytes;
    if (request.fetchesItems) units.table += readUnits(row.bytes, request.isConsistent);
    scannedCount++;
    last = row.item;
    if (!filter || satisfies(view, filter.condition, filter.values)) {
      count++;
      if (!request.countsOnly) items.push(projection ? projectItem(view, projection.root) : view);
    }
    isCut = scannedCount === request.limit || bytes >= limits.pageBytes;
    if (isCut) break;
  }
  const used = readUnits(bytes, request.isConsistent);
  if (index) addIndexUnits(units, index, used);
  else units.table += used;
  return { items, count, scannedCount, lastKey: isCut && last ? pageKey(table, index, last) : undefined, units };
}

function* rowsOf({ table, index, bounds, start, isReverse }: PageRequest): Iterable<ItemRow> {
  const range = isReverse
    ? { from: bounds.from, before: start ?? bounds.before, reverse: true }
    : start === undefined
      ? bounds
      : { after: start, before: bounds.before };
  if (!index) {
    yield* table.items.range(range);
    return;
  }
  for (const entry of table.globe.store.collection(indexEntriesTable, table.scope, index.partition).range(range)) {
    const row = table.items.get(entry.itemKey);
    if (!row) throw new Error(`index ${index.name} of ${table.row.name} names an item that does not exist`);
    yield row;
  }
}

/** The attributes that say where a page ended: the table's key and the index's. */
function pageKey(table: Table, index: IndexShape | undefined, item: Item): Item {
  const names = new Set([...keyNames(table.shape.key), ...(index ? keyNames(index.key) : [])]);
  return Object.fromEntries([...names].map((name) => [name, item[name] as Item[string]]));
}
