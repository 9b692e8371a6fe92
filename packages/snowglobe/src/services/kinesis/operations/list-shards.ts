import type { ListShardsInput, ListShardsOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { describedShard } from '../describe.ts';
import { invalidArgument } from '../errors.ts';
import { pageLimits } from '../limits.ts';
import { formatPageToken, parsePageToken } from '../page-token.ts';
import { filteredShards } from '../shard-filter.ts';
import { requireStream } from '../stream.ts';

export const listShards: Operation<ListShardsInput, ListShardsOutput> = (input, call) => {
  const named = input.StreamName !== undefined || input.StreamARN !== undefined;
  const token = input.NextToken === undefined ? undefined : parsePageToken(input.NextToken);
  if (!token && !named) throw invalidArgument('Either NextToken or StreamName should be provided.');
  if (token && named) throw invalidArgument('NextToken and StreamName cannot be provided together.');
  const stream = requireStream(token ? { StreamARN: token.list } : input, call);
  const after = token?.after ?? input.ExclusiveStartShardId ?? '';
  const rest = filteredShards(stream.row, input.ShardFilter, call.globe.clock.now()).filter(
    (shard) => shard.shardId > after,
  );
  const page = rest.slice(0, input.MaxResults ?? pageLimits.shards);
  const last = page.at(-1);
  return {
    Shards: page.map(describedShard),
    ...(last && rest.length > page.length
      ? { NextToken: formatPageToken({ list: stream.row.arn, after: last.shardId }) }
      : {}),
  };
};
