import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { expiryOf } from './expiry-rule.ts';
import { writeItem } from './item-store.ts';
import { planSweep } from './sweeps.ts';
import { type Table, tableById } from './table.ts';
import { type ItemRow, itemsTable } from './tables.ts';

const sweepItems = 1000;

/**
 * Deletes items when their time to live is over, from now on.
 * Differs from AWS: items go the moment they expire, where AWS takes up to a few days.
 */
export function resumeExpiry(globe: Globe): void {
  globe.store.watch(itemsTable, ({ scope, partition, after }) => {
    if (after?.expiresAt !== undefined && expiresHere(after, scope))
      planExpiry(globe, scope, partition, after.expiresAt);
  });
  for (const { scope, partition } of globe.store.everyCollection(itemsTable)) planNextExpiry(globe, scope, partition);
}

function planExpiry(globe: Globe, scope: Scope, tableId: string, expiresAt: number): void {
  planSweep(globe, `dynamodb time to live ${tableId}`, expiresAt * 1000, () => sweep(globe, scope, tableId));
}

/** In a global table an item expires where it was written last; the other replicas get the deletion. */
function expiresHere(row: ItemRow, scope: Scope): boolean {
  return row.stamp === undefined || row.stamp.region === scope.region;
}

function planNextExpiry(globe: Globe, scope: Scope, tableId: string): void {
  for (const row of globe.store.collection(itemsTable, scope, tableId).rangeBy('expiry')) {
    if (row.expiresAt === undefined || !expiresHere(row, scope)) continue;
    planExpiry(globe, scope, tableId, row.expiresAt);
    return;
  }
}

function sweep(globe: Globe, scope: Scope, tableId: string): void {
  const table = tableById(globe, scope, tableId);
  if (!table) return;
  const expired = expiredRows(table);
  if (expired.length > 0) {
    const cause = globe.causes.begin('system', 'dynamodb time to live');
    globe.store.step(cause, () => {
      for (const before of expired) {
        writeItem(table, { key: before.key, before, after: undefined, cause, isExpiry: true });
      }
    });
  }
  planNextExpiry(globe, scope, tableId);
}

function expiredRows(table: Table): ItemRow[] {
  const now = String(Math.floor(table.globe.clock.now() / 1000)).padStart(12, '0');
  const rows: ItemRow[] = [];
  for (const row of table.items.rangeBy('expiry', { to: now })) {
    if (!expiresHere(row, table.scope)) continue;
    rows.push(row);
    if (rows.length >= sweepItems) break;
  }
  return rows;
}

/** Notes the expiry of every item (or forgets it) when the table's time to live attribute changes. */
export function markExpiries(table: Table): void {
  const attribute = table.row.timeToLiveAttribute;
  const now = table.globe.clock.now();
  const rows = [...table.items.range()];
  for (const row of rows) {
    const expiresAt = attribute === undefined ? undefined : expiryOf(row.item, attribute, now);
    if (expiresAt === row.expiresAt) continue;
    const { expiresAt: _, ...rest } = row;
    table.items.put(expiresAt === undefined ? rest : { ...rest, expiresAt });
  }
}
