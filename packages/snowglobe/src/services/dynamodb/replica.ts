import { formatArn } from '../../contract/arn.ts';
import type { Scope } from '../../contract/scope.ts';
import { encryptionOf } from './encryption.ts';
import { invalidParameter, validation } from './errors.ts';
import { markExpiries } from './expiry.ts';
import { clearIndex, fillIndex } from './item-store.ts';
import { startStream, stopStream } from './stream.ts';
import { saveTable, type Table, tableOf } from './table.ts';
import { type TableRow, tablesTable, tombstonesTable } from './tables.ts';

/** Makes a replica of a table in another region, with the items it has; the table as it is afterwards. */
export function addReplica(table: Table, region: string): Table {
  const { globe, scope, row } = table;
  const target: Scope = { account: scope.account, region };
  if (region === scope.region || row.replicas?.includes(region)) {
    throw validation(
      `Failed to create a the new replica of table with name: '${row.name}' because one or more replicas already existed as tables.`,
    );
  }
  if (globe.store.collection(tablesTable, target).has(row.name)) {
    throw validation(
      `Failed to create a the new replica of table with name: '${row.name}' because one or more replicas already existed as tables.`,
    );
  }
  if (row.streamViewType && row.streamViewType !== 'NEW_AND_OLD_IMAGES') {
    throw invalidParameter('Table replicas require a stream with view type NEW_AND_OLD_IMAGES');
  }
  const source = row.streamViewType ? row : startStream(globe, scope, row, 'NEW_AND_OLD_IMAGES');
  const members = [scope.region, ...(row.replicas ?? []), region];
  for (const member of members.filter((name) => name !== region && name !== scope.region)) {
    setReplicas(table, member, members);
  }
  const joined = saveTable(table, { ...source, replicas: others(members, scope.region) });
  copyItems(joined, newReplica(joined, target, others(members, region)));
  return joined;
}

function newReplica(table: Table, target: Scope, replicas: readonly string[]): Table {
  const { streamLabel: _, streamViewType: __, resourcePolicy: ___, pointInTimeRecovery: ____, ...shared } = table.row;
  const { globe } = table;
  const row: TableRow = {
    ...shared,
    // A key belongs to its region. Differs from AWS: a replica has the key that AWS manages there, never a customer's.
    ...encryptionOf(target, shared.encryption && { Enabled: true }),
    id: globe.random.uuid(),
    arn: formatArn('dynamodb', target, `table/${shared.name}`),
    createdAt: globe.clock.now(),
    tags: [],
    deletionProtected: false,
    replicas,
  };
  return saveTable(tableOf(globe, target, row), startStream(globe, target, row, 'NEW_AND_OLD_IMAGES'));
}

/** What was there before gets the stamp of a write at this moment; filling a replica writes no stream records. */
function copyItems(source: Table, target: Table): void {
  const stamp = { at: source.globe.clock.now(), region: source.scope.region };
  const rows = [...source.items.range()];
  for (const row of rows) {
    const stamped = row.stamp ? row : { ...row, stamp };
    if (stamped !== row) source.items.put(stamped);
    target.items.put(stamped);
  }
  for (const index of target.shape.indexes) fillIndex(target, index);
}

/** Takes one replica out of the group; its table stays as one of its own until it is deleted. */
function leaveGlobalTable(table: Table): void {
  const members = [table.scope.region, ...(table.row.replicas ?? [])];
  const remaining = members.filter((region) => region !== table.scope.region);
  for (const region of remaining) setReplicas(table, region, remaining);
  table.globe.store.collection(tombstonesTable, table.scope, table.row.id).clear();
}

/** Deletes the replica in a region, as UpdateTable does; the table as it is afterwards. */
export function removeReplica(table: Table, region: string): Table {
  const { globe, scope, row } = table;
  const target: Scope = { account: scope.account, region };
  const replica = row.replicas?.includes(region)
    ? globe.store.collection(tablesTable, target).get(row.name)
    : undefined;
  if (!replica) {
    throw validation(
      `Failed to delete the replica of table with name: '${row.name}' because there is no replica in region: ${region}`,
    );
  }
  deleteTableData(tableOf(globe, target, replica));
  const remaining = globe.store.collection(tablesTable, scope).get(row.name);
  if (!remaining) throw new Error('deleting a replica took its source along');
  return tableOf(globe, scope, remaining);
}

/** Takes a table away with its items, indexes and stream, and out of its global table. Writes still queued for other replicas reach them. */
export function deleteTableData(table: Table): void {
  leaveGlobalTable(table);
  stopStream(table.globe, table.scope, table.row);
  for (const index of table.shape.indexes) clearIndex(table, index);
  table.items.clear();
  table.globe.store.collection(tablesTable, table.scope).delete(table.row.name);
}

/** Gives the other replicas what all share: billing, indexes, time to live. */
export function syncReplicas(table: Table): void {
  const { billingMode, attributeDefinitions, globalIndexes, timeToLiveAttribute, throughput } = table.row;
  for (const region of table.row.replicas ?? []) {
    const scope: Scope = { account: table.scope.account, region };
    const present = table.globe.store.collection(tablesTable, scope).get(table.row.name);
    if (!present) continue;
    const { timeToLiveAttribute: _, throughput: __, ...own } = present;
    const before = tableOf(table.globe, scope, present);
    const after = saveTable(before, {
      ...own,
      billingMode,
      attributeDefinitions,
      globalIndexes,
      ...(timeToLiveAttribute !== undefined && { timeToLiveAttribute }),
      ...(throughput && { throughput }),
    });
    moveIndexes(before, after);
    if (present.timeToLiveAttribute !== timeToLiveAttribute) markExpiries(after);
  }
}

function moveIndexes(before: Table, after: Table): void {
  const names = (table: Table) => table.shape.indexes.map(({ name }) => name);
  for (const index of before.shape.indexes) if (!names(after).includes(index.name)) clearIndex(before, index);
  for (const index of after.shape.indexes) if (!names(before).includes(index.name)) fillIndex(after, index);
}

function setReplicas(table: Table, region: string, members: readonly string[]): void {
  const scope: Scope = { account: table.scope.account, region };
  const tables = table.globe.store.collection(tablesTable, scope);
  const row = tables.get(table.row.name);
  if (!row) return;
  const { replicas: _, ...alone } = row;
  const replicas = others(members, region);
  tables.put(replicas.length > 0 ? { ...alone, replicas } : alone);
}

function others(members: readonly string[], region: string): readonly string[] {
  return members.filter((member) => member !== region);
}
