import type { ChildShard } from '@aws-sdk/client-kinesis';
import { decimalHash } from './hash-key.ts';
import type { Stream } from './stream.ts';
import type { ShardState } from './tables.ts';

/** The shards that came of a closed one: where its reader goes on. */
export function childShards({ row }: Stream, { shardId }: ShardState): ChildShard[] {
  return row.shards
    .filter((shard) => shard.parentShardId === shardId || shard.adjacentParentShardId === shardId)
    .map((shard) => ({
      ShardId: shard.shardId,
      ParentShards: [shard.parentShardId, shard.adjacentParentShardId].filter((id) => id !== undefined),
      HashKeyRange: { StartingHashKey: decimalHash(shard.startHash), EndingHashKey: decimalHash(shard.endHash) },
    }));
}
