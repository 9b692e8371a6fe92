import type { ShardFilter, ShardFilterType } from '@aws-sdk/client-kinesis';
import { invalidArgument } from './errors.ts';
import { isOpen, unexpiredShards } from './shard.ts';
import type { ShardState, StreamRow } from './tables.ts';

type Rule = (shard: ShardState, filter: ShardFilter, oldest: number) => boolean;

function timestampOf(filter: ShardFilter): number {
  if (!filter.Timestamp) throw invalidArgument(`Timestamp must be specified for ShardFilter type ${filter.Type}.`);
  return filter.Timestamp.getTime();
}

const openAt = (shard: ShardState, instant: number) =>
  shard.createdAt <= instant && (shard.closedAt ?? Number.POSITIVE_INFINITY) >= instant;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html */
const rules: Readonly<Record<ShardFilterType, Rule>> = {
  AFTER_SHARD_ID: (shard, filter) => {
    if (filter.ShardId === undefined)
      throw invalidArgument('ShardId must be specified for ShardFilter type AFTER_SHARD_ID.');
    return shard.shardId > filter.ShardId;
  },
  AT_TRIM_HORIZON: (shard, _filter, oldest) =>
    openAt(shard, Math.max(oldest, shard.parentShardId ? oldest : shard.createdAt)),
  FROM_TRIM_HORIZON: () => true,
  AT_LATEST: isOpen,
  AT_TIMESTAMP: (shard, filter) => openAt(shard, timestampOf(filter)),
  FROM_TIMESTAMP: (shard, filter) => (shard.closedAt ?? Number.POSITIVE_INFINITY) >= timestampOf(filter),
};

/** The shards of a stream that a filter lets through, in the order of their ids. */
export function filteredShards(row: StreamRow, filter: ShardFilter | undefined, now: number): ShardState[] {
  const shards = unexpiredShards(row.shards, row.retentionHours, now);
  if (!filter?.Type) return shards;
  const rule = rules[filter.Type];
  const oldest = now - row.retentionHours * 3_600_000;
  return shards.filter((shard) => rule(shard, filter, oldest));
}
