import type { TableDefinition } from '../contract/table.ts';

/** How far a mapping has come in one lane of one shard. */
export interface CheckpointRow {
  /** `shardId`, or `shardId#lane` where a parallelisation factor cuts a shard into lanes. */
  readonly lane: string;
  /** Everything up to here is done; '' is before everything. */
  readonly position: string;
  /** The shard is closed and done to its end. */
  readonly finished: boolean;
  /** Failed invocations of the batch that begins after the position. */
  readonly attempts: number;
  /**
   * Where the next batches end, nearest first: a batch that failed is tried again as it was, a batch that was cut in two leaves
   * two ends. Empty: the next batch is as large as it may be.
   */
  readonly batchEnds: readonly string[];
}

/** Partition: the mapping's uuid. Scope: the mapping's. */
export const checkpoints: TableDefinition<CheckpointRow> = { name: 'delivery/checkpoints', key: (row) => row.lane };

export const deliveryTables = [checkpoints];
