import type { SplitShardInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument } from '../errors.ts';
import { numberOfHash } from '../hash-key.ts';
import { checkProvisioned, requireOpenShard, splitAt } from '../reshard.ts';
import { checkShardQuota } from '../shard-quota.ts';
import { putStream, requireStream } from '../stream.ts';

export const splitShard: Operation<SplitShardInput, object> = (input, call) => {
  const stream = requireStream(input, call);
  checkProvisioned(stream, 'SplitShard');
  const shard = requireOpenShard(stream, input.ShardToSplit ?? '');
  const key = BigInt(input.NewStartingHashKey ?? '0');
  const [start, end] = [numberOfHash(shard.startHash), numberOfHash(shard.endHash)];
  if (key <= start + 1n || key >= end) {
    throw invalidArgument(
      `NewStartingHashKey ${key} used in SplitShard() on shard ${shard.shardId} in stream ${stream.row.name} under account ${stream.scope.account} is not both greater than one plus the shard's StartingHashKey ${start} and less than the shard's EndingHashKey ${end}.`,
    );
  }
  checkShardQuota(call.globe, stream.scope, 1);
  putStream(call.globe, stream, { shards: splitAt(stream.row.shards, shard, key, call.globe.clock.now()) });
  return {};
};
