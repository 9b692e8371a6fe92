import type { SubscribeToShardEvent, SubscribeToShardEventStream } from '@aws-sdk/client-kinesis';
import type { Call } from '../../contract/operation.ts';
import type { Store } from '../../contract/store.ts';
import { childShards } from './child-shards.ts';
import { askToRead } from './encryption.ts';
import { resourceInUse } from './errors.ts';
import { subscriptionLimits } from './limits.ts';
import { readRecord } from './read-record.ts';
import { isFinished, millisBehind, type Place, recordsFrom } from './shard-reader.ts';
import { findStream, type Stream } from './stream.ts';
import { watchStream } from './stream-watch.ts';
import type { ConsumerRow, RecordRow, ShardState } from './tables.ts';

/** One consumer's connection to one shard. */
export interface Subscription {
  readonly openedAt: number;
  /** Ends the connection: its place was taken, or the client left. */
  end(): void;
  ended: boolean;
  onEnd: () => void;
}

const subscriptionsOf = new WeakMap<Store, Map<string, Subscription>>();

/**
 * Opens a consumer's subscription of a shard; an earlier one is ended, unless it is younger than five seconds.
 * Throws ResourceInUseException.
 */
export function openSubscription(call: Call, consumer: ConsumerRow, shard: ShardState): Subscription {
  const { store, clock } = call.globe;
  const subscriptions = subscriptionsOf.get(store) ?? new Map<string, Subscription>();
  subscriptionsOf.set(store, subscriptions);
  const key = `${consumer.arn} ${shard.shardId}`;
  const earlier = subscriptions.get(key);
  if (earlier && !earlier.ended && clock.now() - earlier.openedAt < subscriptionLimits.exclusiveMs) {
    throw resourceInUse(
      `Another active subscription exists for this consumer: ${consumer.name} and shard: ${shard.shardId}.`,
    );
  }
  earlier?.end();
  const subscription: Subscription = {
    openedAt: clock.now(),
    ended: false,
    onEnd: () => {},
    end: () => {
      subscription.ended = true;
      subscription.onEnd();
    },
  };
  subscriptions.set(key, subscription);
  return subscription;
}

/**
 * Resolves when the stream changed, the heartbeat is due or the subscription ended. What follows counts as work under way until
 * the function is called that it gives.
 */
function nextNews(call: Call, stream: Stream, subscription: Subscription): Promise<() => void> {
  const { globe, signal } = call;
  return new Promise((resolve) => {
    const done = () => {
      stopWatching();
      heartbeat.cancel();
      signal.removeEventListener('abort', done);
      subscription.onEnd = () => {};
      resolve(globe.activity.begin('request', 'kinesis:SubscribeToShard event'));
    };
    const address = { scope: stream.scope, name: stream.row.name };
    const stopWatching = watchStream(globe, address, done);
    const heartbeat = globe.scheduler.after(subscriptionLimits.heartbeatMs, 'kinesis: subscription heartbeat', done);
    signal.addEventListener('abort', done);
    subscription.onEnd = done;
  });
}

function event(
  call: Call,
  stream: Stream,
  shard: ShardState,
  place: Place,
  rows: readonly RecordRow[],
): SubscribeToShardEvent {
  const last = rows.at(-1)?.sequenceNumber;
  const next: Place = last === undefined ? place : { after: last };
  const finished = isFinished(call.globe, stream, shard, next);
  return {
    Records: rows.map(readRecord),
    // AWS gives the shard's start when nothing was read yet; none at the end of a closed shard.
    ContinuationSequenceNumber: finished ? undefined : (last ?? continuation(place, shard)),
    MillisBehindLatest: millisBehind(call.globe, stream, shard.shardId, next),
    ...(finished ? { ChildShards: childShards(stream, shard) } : {}),
  };
}

function continuation(place: Place, shard: ShardState): string {
  return ('from' in place ? place.from : place.after) || shard.startSequence;
}

function take(call: Call, stream: Stream, shardId: string, place: Place): RecordRow[] {
  const rows: RecordRow[] = [];
  for (const row of recordsFrom(call.globe, stream, shardId, place)) {
    if (rows.length === subscriptionLimits.records) break;
    rows.push(row);
  }
  return rows;
}

/** The events of a subscription, for five minutes: records as they come, an empty event every five seconds. */
export async function* subscriptionEvents(
  call: Call,
  first: Stream,
  { shardId }: ShardState,
  start: Place,
  subscription: Subscription,
): AsyncGenerator<SubscribeToShardEventStream> {
  const until = subscription.openedAt + subscriptionLimits.lifetimeMs;
  let place = start;
  let endWork = () => {};
  try {
    while (!subscription.ended && !call.signal.aborted && call.globe.clock.now() < until) {
      const stream = findStream(call.globe, { scope: first.scope, name: first.row.name });
      const shard = stream?.row.shards.find((candidate) => candidate.shardId === shardId);
      if (!stream || !shard) return;
      const rows = take(call, stream, shardId, place);
      await askToRead(call, stream, rows);
      const news = event(call, stream, shard, place, rows);
      endWork();
      yield { SubscribeToShardEvent: news };
      if (news.ChildShards) return;
      const last = rows.at(-1);
      if (last) place = { after: last.sequenceNumber };
      const [more] = recordsFrom(call.globe, stream, shardId, place);
      if (!more) endWork = await nextNews(call, stream, subscription);
    }
  } finally {
    endWork();
    subscription.ended = true;
  }
}
