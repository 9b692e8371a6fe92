import type { MergeShardsInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument } from '../errors.ts';
import { areAdjacent, checkProvisioned, merged, requireOpenShard } from '../reshard.ts';
import { putStream, requireStream } from '../stream.ts';

export const mergeShards: Operation<MergeShardsInput, object> = (input, call) => {
  const stream = requireStream(input, call);
  checkProvisioned(stream, 'MergeShards');
  const shard = requireOpenShard(stream, input.ShardToMerge ?? '');
  const adjacent = requireOpenShard(stream, input.AdjacentShardToMerge ?? '');
  if (!areAdjacent(shard, adjacent)) {
    throw invalidArgument(
      `Shards ${shard.shardId} and ${adjacent.shardId} in stream ${stream.row.name} under account ${stream.scope.account} are not an adjacent pair of shards eligible for merging`,
    );
  }
  putStream(call.globe, stream, { shards: merged(stream.row.shards, shard, adjacent, call.globe.clock.now()) });
  return {};
};
