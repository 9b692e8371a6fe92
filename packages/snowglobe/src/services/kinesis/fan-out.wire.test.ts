import {
  DeregisterStreamConsumerCommand,
  DescribeStreamConsumerCommand,
  ListStreamConsumersCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
  type StartingPosition,
  SubscribeToShardCommand,
  type SubscribeToShardEvent,
  type SubscribeToShardOutput,
} from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arnOf, firstShard, type KinesisGlobe, startKinesis } from './kinesis-test-globe.ts';

let globe: KinesisGlobe;
let consumer: string;

beforeEach(async () => {
  globe = await startKinesis();
  await globe.create('s');
  const { Consumer } = await globe.kinesis.send(
    new RegisterStreamConsumerCommand({ StreamARN: arnOf('s'), ConsumerName: 'c' }),
  );
  consumer = Consumer?.ConsumerARN ?? '';
});

afterEach(() => globe.stop());

const subscribe = (Type: StartingPosition['Type'] = 'TRIM_HORIZON') =>
  globe.kinesis.send(
    new SubscribeToShardCommand({ ConsumerARN: consumer, ShardId: firstShard, StartingPosition: { Type } }),
  );

const texts = (event: SubscribeToShardEvent | undefined) =>
  event?.Records?.map((record) => Buffer.from(record.Data ?? []).toString());

function reader(output: SubscribeToShardOutput) {
  const events = output.EventStream?.[Symbol.asyncIterator]();
  return async (): Promise<SubscribeToShardEvent | undefined> => (await events?.next())?.value?.SubscribeToShardEvent;
}

describe('a consumer', () => {
  it('is registered, described, listed and deregistered', async () => {
    expect(consumer).toBe(`${arnOf('s')}/consumer/c:1767225600`);
    const { ConsumerDescription } = await globe.kinesis.send(
      new DescribeStreamConsumerCommand({ StreamARN: arnOf('s'), ConsumerName: 'c' }),
    );
    expect(ConsumerDescription).toMatchObject({ ConsumerARN: consumer, ConsumerStatus: 'ACTIVE' });
    const list = () => globe.kinesis.send(new ListStreamConsumersCommand({ StreamARN: arnOf('s') }));
    expect((await list()).Consumers).toHaveLength(1);
    await globe.kinesis.send(new DeregisterStreamConsumerCommand({ ConsumerARN: consumer }));
    expect((await list()).Consumers).toEqual([]);
  });
});

describe('a subscription', () => {
  it('is sent the records there are, then those that come', async () => {
    await globe.put('s', 'a');
    const next = reader(await subscribe());
    const first = await next();
    expect(texts(first)).toEqual(['a']);
    expect(first?.ContinuationSequenceNumber).toBe(first?.Records?.[0]?.SequenceNumber);
    await globe.settle();
    await globe.put('s', 'b');
    expect(texts(await next())).toEqual(['b']);
  });

  it('hears an empty event every five seconds and ends after five minutes', async () => {
    const next = reader(await subscribe('LATEST'));
    expect(texts(await next())).toEqual([]);
    let events = 0;
    const rest = (async () => {
      while (await next()) events += 1;
    })();
    await globe.advance(300_000);
    await rest;
    expect(events).toBe(59);
  });

  it('ends at the end of a closed shard with the shards that follow', async () => {
    await globe.put('s', 'a');
    const NewStartingHashKey = String(2n ** 127n);
    await globe.kinesis.send(new SplitShardCommand({ StreamName: 's', ShardToSplit: firstShard, NewStartingHashKey }));
    const next = reader(await subscribe());
    const last = await next();
    expect(texts(last)).toEqual(['a']);
    expect(last?.ChildShards?.map((shard) => shard.ShardId)).toEqual(['shardId-000000000001', 'shardId-000000000002']);
    expect(await next()).toBeUndefined();
  });

  it('excludes another for five seconds, then gives way to it', async () => {
    const first = reader(await subscribe('LATEST'));
    await first();
    await expect(subscribe('LATEST')).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await globe.advance(5_000);
    const second = reader(await subscribe('LATEST'));
    expect(texts(await second())).toEqual([]);
    while (await first()) {
      // Heartbeats that were sent before the second subscription.
    }
  });
});
