import type { DescribeStreamInput, DescribeStreamOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { describedShard, describedStream } from '../describe.ts';
import { pageLimits } from '../limits.ts';
import { unexpiredShards } from '../shard.ts';
import { requireStream } from '../stream.ts';

export const describeStream: Operation<DescribeStreamInput, DescribeStreamOutput> = (input, call) => {
  const { row } = requireStream(input, call);
  const after = input.ExclusiveStartShardId ?? '';
  const rest = unexpiredShards(row.shards, row.retentionHours, call.globe.clock.now()).filter(
    (shard) => shard.shardId > after,
  );
  const page = rest.slice(0, input.Limit ?? pageLimits.describedShards);
  return {
    StreamDescription: {
      ...describedStream(row),
      Shards: page.map(describedShard),
      HasMoreShards: rest.length > page.length,
    },
  };
};
