import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Item } from './attribute-value.ts';
import { own } from './expressions/path.ts';
import { writeItem } from './item-store.ts';
import { limits } from './limits.ts';
import { planSweep } from './sweeps.ts';
import { type Table, tableOf } from './table.ts';
import { type ItemRow, tablesTable } from './tables.ts';

const sweepItems = 1000;

/**
 * Epoch seconds at which an item expires; undefined when it does not: no number there, or one more than five years past.
 * AWS: developer guide, "Using time to live (TTL)".
 */
export function expiryOf(item: Item, attribute: string, now: number): number | undefined {
  const text = own(item, attribute)?.N;
  if (text === undefined) return undefined;
  const seconds = Math.floor(Number(text));
  const isTooOld = seconds < now / 1000 - limits.oldestExpirySeconds;
  return isTooOld || seconds > 99_999_999_999 ? undefined : seconds;
}

/** Differs from AWS: items go the moment they expire, where AWS takes up to a few days. */
export function planExpiry(table: Table, expiresAt: number): void {
  const { globe, scope, row } = table;
  planSweep(globe, `dynamodb time to live ${row.arn}`, expiresAt * 1000, () => sweep(globe, scope, row.name));
}

function sweep(globe: Globe, scope: Scope, tableName: string): void {
  const row = globe.store.collection(tablesTable, scope).get(tableName);
  if (!row || row.timeToLiveAttribute === undefined) return;
  const table = tableOf(globe, scope, row);
  const due = expiredRows(table);
  if (due.length > 0) {
    const cause = globe.causes.begin('system', 'dynamodb time to live');
    globe.store.step(cause, () => {
      for (const before of due) {
        writeItem(table, { key: before.key, before, after: undefined, cause, isExpiry: true });
      }
    });
  }
  planNextExpiry(table);
}

/** In a global table an item expires where it was written last; the other replicas get the deletion. */
function expiredRows(table: Table): ItemRow[] {
  const now = String(Math.floor(table.globe.clock.now() / 1000)).padStart(12, '0');
  const rows: ItemRow[] = [];
  for (const row of table.items.rangeBy('expiry', { to: now })) {
    if (row.stamp && row.stamp.region !== table.scope.region) continue;
    rows.push(row);
    if (rows.length >= sweepItems) break;
  }
  return rows;
}

/** Plans the sweep that the stored items imply. */
export function planNextExpiry(table: Table): void {
  for (const row of table.items.rangeBy('expiry')) {
    if (row.expiresAt === undefined) continue;
    if (row.stamp && row.stamp.region !== table.scope.region) continue;
    planExpiry(table, row.expiresAt);
    return;
  }
}

export function resumeExpiry(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(tablesTable)) {
    for (const row of rows.range()) {
      if (row.timeToLiveAttribute !== undefined) planNextExpiry(tableOf(globe, scope, row));
    }
  }
}

/** Notes the expiry of every item under an attribute (or forgets it), when time to live is turned on or off. */
export function markExpiries(table: Table): void {
  const attribute = table.row.timeToLiveAttribute;
  const now = table.globe.clock.now();
  for (const row of [...table.items.range()]) {
    const expiresAt = attribute === undefined ? undefined : expiryOf(row.item, attribute, now);
    if (expiresAt === row.expiresAt) continue;
    const { expiresAt: _, ...rest } = row;
    table.items.put(expiresAt === undefined ? rest : { ...rest, expiresAt });
  }
  planNextExpiry(table);
}
