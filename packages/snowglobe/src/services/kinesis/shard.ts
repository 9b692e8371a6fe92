import { formatSequence, lastOrder } from './sequence-number.ts';
import type { ShardState } from './tables.ts';

function shardName(index: number): string {
  return `shardId-${String(index).padStart(12, '0')}`;
}

const seconds = (instant: number) => Math.floor(instant / 1_000);

type Ancestry = Pick<ShardState, 'parentShardId' | 'adjacentParentShardId'>;
type HashRange = Pick<ShardState, 'startHash' | 'endHash'>;

/** A new, open shard. */
export function openShard(index: number, range: HashRange, now: number, ancestry: Ancestry = {}): ShardState {
  const startSequence = formatSequence({
    shardCreatedSeconds: seconds(now),
    order: 0,
    seconds: seconds(now),
    shardIndex: index,
  });
  return { shardId: shardName(index), index, ...ancestry, ...range, startSequence, createdAt: now };
}

/** The shard, closed: nothing is written to it any more. */
export function closedShard(shard: ShardState, now: number): ShardState {
  const endSequence = formatSequence({
    shardCreatedSeconds: seconds(shard.createdAt),
    order: lastOrder,
    seconds: seconds(now),
    shardIndex: shard.index,
  });
  return { ...shard, endSequence, closedAt: now };
}

export const isOpen = (shard: ShardState) => shard.closedAt === undefined;

/** The open shard that a hash key belongs to. */
export function shardOfHash(shards: readonly ShardState[], hash: string): ShardState | undefined {
  return shards.find((shard) => isOpen(shard) && shard.startHash <= hash && hash <= shard.endHash);
}

/** Shards that still hold records, or may: the open ones, and closed ones until their last record is too old. */
export function unexpiredShards(shards: readonly ShardState[], retentionHours: number, now: number): ShardState[] {
  const oldest = now - retentionHours * 3_600_000;
  return shards.filter((shard) => shard.closedAt === undefined || shard.closedAt > oldest);
}
