import type { TableDefinition } from '../contract/table.ts';

/** How far a mapping has come in one lane of one shard. */
export interface CheckpointRow {
  /** `shardId` or, with a parallelisation factor, `shardId#lane`. */
  readonly lane: string;
  /** Everything up to here is done. */
  readonly position: string;
  /** The shard is closed and done to its end. */
  readonly finished: boolean;
  /** Failed invocations of the batch that begins after the position. */
  readonly attempts: number;
  /** A batch that was cut in two: only records up to here are in the next batch. */
  readonly bisectedUntil?: string;
}

/** Partition: the mapping's uuid. Scope: the mapping's. */
export const checkpoints: TableDefinition<CheckpointRow> = { name: 'delivery/checkpoints', key: (row) => row.lane };

export const deliveryTables = [checkpoints];
