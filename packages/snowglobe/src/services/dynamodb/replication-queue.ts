import type { CauseLink } from '../../contract/cause.ts';
import type { Item } from './attribute-value.ts';
import { nextSequenceNumber } from './sequence-number.ts';
import type { Table } from './table.ts';
import { keyAttributes } from './table-shape.ts';
import { replicationTable, tombstonesTable, type WriteStamp } from './tables.ts';

export interface ReplicatedWrite {
  readonly key: string;
  readonly before: { readonly item: Item } | undefined;
  readonly after: Item | undefined;
  readonly cause: CauseLink;
}

/** Notes a write for every other replica, in the step of the write itself. */
export function queueReplication(table: Table, write: ReplicatedWrite, stamp: WriteStamp): void {
  const { globe, scope, row } = table;
  const queue = globe.store.collection(replicationTable, scope, row.id);
  const sequence = nextSequenceNumber(queue, stamp.at, (queued) => queued.sequence);
  const key = keyAttributes(table.shape.key, (write.after ?? write.before?.item) as Item);
  const cause = { id: write.cause.id, trace: write.cause.trace };
  for (const targetRegion of row.replicas ?? []) {
    queue.put({
      sequence,
      tableName: row.name,
      targetRegion,
      itemKey: write.key,
      key,
      ...(write.after && { item: write.after }),
      stamp,
      cause,
    });
  }
  noteDeletion(table, write.key, write.after === undefined, stamp);
}

/** When and where an item was deleted, while that still matters. */
export function deletionStamp(table: Table, key: string): WriteStamp | undefined {
  return table.globe.store.collection(tombstonesTable, table.scope, table.row.id).get(key)?.stamp;
}

/** Remembers a deletion so that an older write arriving later does not undo it; forgets it when the item is back. */
export function noteDeletion(table: Table, key: string, isDeletion: boolean, stamp: WriteStamp): void {
  const tombstones = table.globe.store.collection(tombstonesTable, table.scope, table.row.id);
  if (isDeletion) tombstones.put({ key, stamp });
  else if (tombstones.has(key)) tombstones.delete(key);
}
