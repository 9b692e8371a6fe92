import type { CauseLink } from '../../contract/cause.ts';
import type { Item } from './attribute-value.ts';
import { expiryOf } from './expiry-rule.ts';
import { equalItems } from './expressions/compare.ts';
import { itemBytes } from './item-size.ts';
import { deletionStamp, queueReplication } from './replication-queue.ts';
import { appendStreamRecord } from './stream.ts';
import type { Table } from './table.ts';
import { type IndexShape, indexEntryKey } from './table-shape.ts';
import { type ItemRow, indexEntriesTable, type WriteStamp } from './tables.ts';

export interface ItemWrite {
  readonly key: string;
  readonly before: ItemRow | undefined;
  /** Undefined deletes. */
  readonly after: Item | undefined;
  /** Of `after`, when known already. */
  readonly bytes?: number;
  readonly cause: CauseLink;
  /** Time to live removes the item. */
  readonly isExpiry?: boolean;
  /** Set for a write that came from another replica. */
  readonly stamp?: WriteStamp;
}

/** The one place that changes items: table, indexes, stream, expiry and replication in one step. A write without change leaves no trace. */
export function writeItem(table: Table, write: ItemWrite): void {
  const { key, before, after } = write;
  if (!before && !after) return;
  if (before && after && !write.stamp && equalItems(before.item, after)) return;
  const stamp = write.stamp ?? localStamp(table, write);
  const row = after && newRow(table, write, after, stamp);
  if (row) table.items.put(row);
  else table.items.delete(key);
  for (const index of table.shape.indexes) moveIndexEntry(table, index, key, before?.item, after);
  if (!(before && after && equalItems(before.item, after))) {
    appendStreamRecord(table, { before: before?.item, after, cause: write.cause, isExpiry: write.isExpiry === true });
  }
  if (stamp && !write.stamp) queueReplication(table, write, stamp);
}

function newRow(table: Table, write: ItemWrite, item: Item, stamp: WriteStamp | undefined): ItemRow {
  const bytes = write.bytes ?? itemBytes(item);
  const attribute = table.row.timeToLiveAttribute;
  const expiresAt = attribute === undefined ? undefined : expiryOf(item, attribute, table.globe.clock.now());
  return {
    key: write.key,
    item,
    bytes,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(stamp && { stamp }),
  };
}

/** A write always comes after the one that it sees, even within one millisecond. */
function localStamp(table: Table, write: ItemWrite): WriteStamp | undefined {
  if (!table.row.replicas?.length) return undefined;
  const now = table.globe.clock.now();
  const seen = write.before?.stamp ?? deletionStamp(table, write.key);
  return { at: seen && seen.at >= now ? seen.at + 1 : now, region: table.scope.region };
}

function moveIndexEntry(
  table: Table,
  index: IndexShape,
  itemKey: string,
  before: Item | undefined,
  after: Item | undefined,
): void {
  const oldKey = before && indexEntryKey(index, before, itemKey);
  const newKey = after && indexEntryKey(index, after, itemKey);
  if (oldKey === newKey) return;
  const entries = table.globe.store.collection(indexEntriesTable, table.scope, index.partition);
  if (oldKey !== undefined) entries.delete(oldKey);
  if (newKey !== undefined) entries.put({ key: newKey, itemKey });
}

/** Fills an index that was added to a table with items. */
export function fillIndex(table: Table, index: IndexShape): void {
  for (const row of table.items.range()) moveIndexEntry(table, index, row.key, undefined, row.item);
}

export function clearIndex(table: Table, index: IndexShape): void {
  table.globe.store.collection(indexEntriesTable, table.scope, index.partition).clear();
}
