import type { UpdateShardCountInput, UpdateShardCountOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument, limitExceeded } from '../errors.ts';
import { checkProvisioned, scaled } from '../reshard.ts';
import { isOpen } from '../shard.ts';
import { checkShardQuota } from '../shard-quota.ts';
import { putStream, requireStream } from '../stream.ts';

export const updateShardCount: Operation<UpdateShardCountInput, UpdateShardCountOutput> = (input, call) => {
  const stream = requireStream(input, call);
  checkProvisioned(stream, 'UpdateShardCount');
  const target = input.TargetShardCount ?? 0;
  const current = stream.row.shards.filter(isOpen).length;
  if (target > current * 2) {
    throw limitExceeded(
      `UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: ${current} Target shard count: ${target}`,
    );
  }
  if (target < current / 2) {
    throw limitExceeded(
      `UpdateShardCount cannot scale down below half your current open shard count. Current open shard count: ${current} Target shard count: ${target}`,
    );
  }
  if (target < 1) throw invalidArgument('TargetShardCount must be at least 1.');
  checkShardQuota(call.globe, stream.scope, Math.max(0, target - current));
  // Differs from AWS: resharding is done when the operation answers; the stream is never UPDATING.
  putStream(call.globe, stream, { shards: scaled(stream.row.shards, target, call.globe.clock.now()) });
  return {
    StreamName: stream.row.name,
    StreamARN: stream.row.arn,
    CurrentShardCount: current,
    TargetShardCount: target,
  };
};
