import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { writeItem } from './item-store.ts';
import { deletionStamp, noteDeletion } from './replication-queue.ts';
import { type Table, tableById, tableOf } from './table.ts';
import { type ReplicationRow, replicationTable, tablesTable, tombstonesTable, type WriteStamp } from './tables.ts';

/**
 * Global tables, version 2019.11.21: a write in one region is queued (as rows, so it survives a restart) and applied to the other
 * replicas soon after; the last writer wins. Applied writes are not queued again.
 */
export function resumeReplication(globe: Globe): void {
  globe.store.watch(replicationTable, (change) => {
    if (change.after) planDelivery(globe, change.scope, change.partition);
  });
  for (const { scope, partition } of globe.store.everyCollection(replicationTable))
    planDelivery(globe, scope, partition);
}

const plannedOfGlobe = new WeakMap<Globe, Set<string>>();

function planDelivery(globe: Globe, scope: Scope, tableId: string): void {
  let planned = plannedOfGlobe.get(globe);
  if (!planned) plannedOfGlobe.set(globe, (planned = new Set()));
  if (planned.has(tableId)) return;
  planned.add(tableId);
  const waiting = planned;
  globe.scheduler.soon('dynamodb replication', () => {
    waiting.delete(tableId);
    deliver(globe, scope, tableId);
  });
}

function deliver(globe: Globe, scope: Scope, tableId: string): void {
  const queue = globe.store.collection(replicationTable, scope, tableId);
  const waiting = [...queue.range()];
  for (const queued of waiting) {
    const cause = globe.causes.begin('change', `dynamodb replication to ${queued.targetRegion}`, queued.cause);
    globe.store.step(cause, () => {
      const target = replicaOf(globe, scope, queued);
      if (target) applyWrite(target, queued, cause);
      queue.delete(replicationTable.key(queued));
    });
  }
  forgetDeletions(globe, scope, tableId);
}

function replicaOf(globe: Globe, scope: Scope, { targetRegion, tableName }: ReplicationRow): Table | undefined {
  const targetScope = { account: scope.account, region: targetRegion };
  const row = globe.store.collection(tablesTable, targetScope).get(tableName);
  return row && tableOf(globe, targetScope, row);
}

function applyWrite(target: Table, queued: ReplicationRow, cause: { id: string; trace: string }): void {
  const before = target.items.get(queued.itemKey);
  const present = before?.stamp ?? deletionStamp(target, queued.itemKey);
  if (!wins(queued.stamp, present)) return;
  writeItem(target, { key: queued.itemKey, before, after: queued.item, cause, stamp: queued.stamp });
  noteDeletion(target, queued.itemKey, queued.item === undefined, queued.stamp);
}

/** The later write wins; of two at one instant that of the region whose name is greater, the same everywhere. */
export function wins(incoming: WriteStamp, present: WriteStamp | undefined): boolean {
  if (!present || incoming.at > present.at) return true;
  return incoming.at === present.at && incoming.region >= present.region;
}

/** Once nothing is under way between the replicas, no older write can come any more. */
function forgetDeletions(globe: Globe, scope: Scope, tableId: string): void {
  const name = tableById(globe, scope, tableId)?.row.name;
  if (name === undefined) return;
  const replicas: Table[] = [];
  for (const { scope: place, rows } of globe.store.everyCollection(tablesTable)) {
    const row = place.account === scope.account ? rows.get(name) : undefined;
    if (row?.replicas?.length) replicas.push(tableOf(globe, place, row));
  }
  const queues = replicas.map((table) => globe.store.collection(replicationTable, table.scope, table.row.id));
  const graves = replicas.map((table) => globe.store.collection(tombstonesTable, table.scope, table.row.id));
  if (queues.some((queue) => queue.size > 0) || graves.every((grave) => grave.size === 0)) return;
  globe.store.step(globe.causes.begin('system', 'dynamodb replication'), () => {
    for (const grave of graves) grave.clear();
  });
}
