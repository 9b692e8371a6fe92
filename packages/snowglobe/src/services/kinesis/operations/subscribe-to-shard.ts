import type { SubscribeToShardInput, SubscribeToShardOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { requireConsumerByArn } from '../consumer.ts';
import { startingPlace } from '../starting-place.ts';
import { requireShard } from '../stream.ts';
import { openSubscription, subscriptionEvents } from '../subscription.ts';

export const subscribeToShard: Operation<SubscribeToShardInput, SubscribeToShardOutput> = (input, call) => {
  const { row, stream } = requireConsumerByArn(input.ConsumerARN ?? '', call.globe);
  const shard = requireShard(stream, input.ShardId ?? '');
  const place = startingPlace(call.globe, stream, shard, {
    type: input.StartingPosition?.Type,
    sequenceNumber: input.StartingPosition?.SequenceNumber,
    timestamp: input.StartingPosition?.Timestamp,
  });
  const subscription = openSubscription(call, row, shard);
  return { EventStream: subscriptionEvents(call, stream, shard, place, subscription) };
};
