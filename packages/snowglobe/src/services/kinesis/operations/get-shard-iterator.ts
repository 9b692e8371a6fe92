import type { GetShardIteratorInput, GetShardIteratorOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { formatIterator } from '../shard-iterator.ts';
import { startingPlace } from '../starting-place.ts';
import { requireShard, requireStream } from '../stream.ts';

export const getShardIterator: Operation<GetShardIteratorInput, GetShardIteratorOutput> = (input, call) => {
  const stream = requireStream(input, call);
  const shard = requireShard(stream, input.ShardId ?? '');
  const place = startingPlace(call.globe, stream, shard, {
    type: input.ShardIteratorType,
    sequenceNumber: input.StartingSequenceNumber,
    timestamp: input.Timestamp,
  });
  const createdAt = call.globe.clock.now();
  return { ShardIterator: formatIterator({ createdAt, streamName: stream.row.name, shardId: shard.shardId, place }) };
};
