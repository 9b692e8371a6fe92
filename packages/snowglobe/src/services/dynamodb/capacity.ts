import type { Capacity, ConsumedCapacity, ReturnConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { Item } from './attribute-value.ts';
import { equalItems } from './expressions/compare.ts';
import { itemBytes } from './item-size.ts';
import { limits } from './limits.ts';
import type { Table } from './table.ts';
import { type IndexShape, indexEntryKey, projectedItem } from './table-shape.ts';

/** Units that an operation used on one table and its indexes. */
export interface Units {
  table: number;
  readonly local: Map<string, number>;
  readonly global: Map<string, number>;
}

export function noUnits(): Units {
  return { table: 0, local: new Map(), global: new Map() };
}

/** "One read unit: one strongly consistent read, or two eventually consistent ones, of up to 4 KB." */
export function readUnits(bytes: number, isConsistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / limits.readUnitBytes)) * (isConsistent ? 1 : 0.5);
}

/** "One write unit: one write of up to 1 KB." */
function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / limits.writeUnitBytes));
}

/** Of a write: the larger of the item before and after, and what each index had to change. `factor` is 2 in transactions. */
export function addWriteUnits(
  units: Units,
  table: Table,
  before: Item | undefined,
  after: Item | undefined,
  factor = 1,
): void {
  const bytes = Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0);
  units.table += factor * writeUnits(bytes);
  for (const index of table.shape.indexes) {
    const used = factor * indexWriteUnits(index, before, after);
    if (used > 0) addIndexUnits(units, index, used);
  }
}

/** One write to put or delete an entry or to change what it holds; two to move it. */
function indexWriteUnits(index: IndexShape, before: Item | undefined, after: Item | undefined): number {
  const oldEntry = before && indexEntryKey(index, before, '') !== undefined ? projectedItem(index, before) : undefined;
  const newEntry = after && indexEntryKey(index, after, '') !== undefined ? projectedItem(index, after) : undefined;
  if (oldEntry && newEntry) {
    if (equalItems(oldEntry, newEntry)) return 0;
    if (indexEntryKey(index, oldEntry, '') === indexEntryKey(index, newEntry, '')) {
      return writeUnits(Math.max(itemBytes(oldEntry), itemBytes(newEntry)));
    }
  }
  return (oldEntry ? writeUnits(itemBytes(oldEntry)) : 0) + (newEntry ? writeUnits(itemBytes(newEntry)) : 0);
}

export function addIndexUnits(units: Units, index: IndexShape, used: number): void {
  const byName = units[index.kind];
  byName.set(index.name, (byName.get(index.name) ?? 0) + used);
}

/** The ConsumedCapacity member as asked for; undefined for NONE. `split` adds the read or write total, as transactions do. */
export function consumedCapacity(
  wanted: ReturnConsumedCapacity | undefined,
  tableName: string,
  units: Units,
  split?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): ConsumedCapacity | undefined {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
  const capacity = (used: number): Capacity => ({ CapacityUnits: used, ...(split && { [split]: used }) });
  const total = units.table + sum(units.local) + sum(units.global);
  const totals: ConsumedCapacity = { TableName: tableName, ...capacity(total) };
  if (wanted === 'TOTAL') return totals;
  const byIndex = (used: Map<string, number>) =>
    Object.fromEntries([...used].map(([name, amount]) => [name, capacity(amount)]));
  return {
    ...totals,
    Table: capacity(units.table),
    ...(units.local.size > 0 && { LocalSecondaryIndexes: byIndex(units.local) }),
    ...(units.global.size > 0 && { GlobalSecondaryIndexes: byIndex(units.global) }),
  };
}

function sum(amounts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const amount of amounts.values()) total += amount;
  return total;
}
