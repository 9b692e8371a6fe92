import { beforeEach, describe, expect, it } from 'vitest';
import { checkpoints } from '../tables.ts';
import { destinationArn, FunctionFailed, fail, PollerWorld, scope, streamArn } from './poller-fakes.ts';

let world: PollerWorld;

beforeEach(async () => {
  world = new PollerWorld();
  await world.run('CreateStream', { StreamName: 's', ShardCount: 1 });
});

const put = (text: string, partitionKey = 'k') =>
  world.run<{ SequenceNumber: string }>('PutRecord', {
    StreamName: 's',
    Data: Buffer.from(text),
    PartitionKey: partitionKey,
  });

async function putAll(...texts: string[]) {
  const numbers: string[] = [];
  for (const text of texts) numbers.push((await put(text)).SequenceNumber);
  return numbers;
}

const batches = () => world.batches();
const failOn = (text: string) => (call: { readonly texts: readonly string[] }) => {
  if (call.texts.includes(text)) throw new FunctionFailed();
};

describe('where a mapping begins', () => {
  it('reads a stream from its beginning with TRIM_HORIZON', async () => {
    await putAll('a', 'b');
    world.map({ eventSourceArn: streamArn });
    await world.settle();
    expect(batches()).toEqual(['ab']);
  });

  it('reads everything that is written after it became enabled with LATEST, even in the same instant', async () => {
    await putAll('before');
    world.map({ eventSourceArn: streamArn, startingPosition: 'LATEST' });
    await putAll('after');
    await world.settle();
    expect(world.texts()).toEqual(['after']);
  });

  it('reads from an instant on with AT_TIMESTAMP', async () => {
    await putAll('a');
    await world.advance(10_000);
    await putAll('b');
    world.map({
      eventSourceArn: streamArn,
      startingPosition: 'AT_TIMESTAMP',
      startingPositionAt: world.globe.clock.now() - 5_000,
    });
    await world.settle();
    expect(world.texts()).toEqual(['b']);
  });

  it('reads a LATEST mapping from the moment in which it became enabled even when the globe stopped right then', async () => {
    await putAll('before');
    await world.advance(1_000);
    world.map({ eventSourceArn: streamArn, startingPosition: 'LATEST' });
    await world.pollers.stop();
    await world.advance(1_000);
    await putAll('after');
    await world.restart();
    await world.settle();
    expect(world.texts()).toEqual(['after']);
  });
});

describe('batches', () => {
  it('hold at most the batch size, in order, one at a time', async () => {
    await putAll(...'abcdefg');
    world.map({ eventSourceArn: streamArn, batchSize: 3 });
    await world.settle();
    expect(batches()).toEqual(['abc', 'def', 'g']);
  });

  it('wait for the batching window unless they are full', async () => {
    world.map({ eventSourceArn: streamArn, batchSize: 3, maximumBatchingWindowSeconds: 5 });
    await putAll('a', 'b');
    await world.advance(4_999);
    expect(batches()).toEqual([]);
    await world.advance(1);
    expect(batches()).toEqual(['ab']);
    await putAll('c', 'd', 'e');
    await world.settle();
    expect(batches()).toEqual(['ab', 'cde']);
  });

  it('hold at most 6 MB', async () => {
    const big = 'x'.repeat(1_000_000);
    for (let index = 0; index < 6; index += 1) {
      await putAll(big);
      await world.advance(1_000);
    }
    world.map({ eventSourceArn: streamArn, batchSize: 100 });
    await world.settle();
    expect(world.invoked.map((call) => call.texts.length)).toEqual([4, 2]);
  });

  it('leave out what no filter pattern matches, and go on behind it', async () => {
    await putAll('{"kind":"a"}', '{"kind":"b"}', 'no json');
    world.map({ eventSourceArn: streamArn, filterPatterns: ['{"data":{"kind":["a"]}}'] });
    await world.settle();
    expect(world.texts()).toEqual(['{"kind":"a"}']);
    await putAll('{"kind":"b"}');
    await world.settle();
    await world.restart();
    await world.settle();
    expect(world.texts()).toEqual(['{"kind":"a"}']);
  });
});

describe('shards', () => {
  it('are read after their parents', async () => {
    await putAll('a');
    await world.run('SplitShard', {
      StreamName: 's',
      ShardToSplit: 'shardId-000000000000',
      NewStartingHashKey: String(2n ** 127n),
    });
    await putAll('b');
    let failures = 2;
    world.handler = (call) => (call.texts.includes('a') && failures-- > 0 ? fail() : undefined);
    world.map({ eventSourceArn: streamArn });
    await world.settle();
    expect(world.texts()).toEqual(['a', 'a']);
    await world.advance(1_000);
    expect(world.texts()).toEqual(['a', 'a', 'a', 'b']);
  });

  it('that come of a resharding are found without being told', async () => {
    world.map({ eventSourceArn: streamArn, startingPosition: 'LATEST' });
    await putAll('a');
    await world.settle();
    await world.run('UpdateShardCount', { StreamName: 's', TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING' });
    await putAll('b');
    await world.settle();
    expect(world.texts()).toEqual(['a', 'b']);
  });

  it('are cut into lanes by partition key; each key stays in order and one lane does not hold up another', async () => {
    const keys = ['one', 'two', 'three', 'four', 'five', 'six'];
    for (const round of ['1', '2', '3']) for (const key of keys) await put(`${key}${round}`, key);
    world.handler = failOn('one1');
    world.map({ eventSourceArn: streamArn, parallelizationFactor: 10, batchSize: 1 });
    await world.settle();
    const done = world.texts().filter((text) => !text.startsWith('one'));
    for (const key of keys.filter((name) => name !== 'one')) {
      const order = done.filter((text) => text.slice(0, -1) === key);
      expect(order).toEqual([`${key}1`, `${key}2`, `${key}3`].slice(0, order.length));
    }
    expect(done.length).toBeGreaterThanOrEqual(9);
    expect(world.texts()).not.toContain('one2');
  });
});

describe('checkpoints', () => {
  it('let a restart go on exactly behind the last finished batch', async () => {
    await putAll(...'abcd');
    let release = () => {};
    world.handler = (call) =>
      call.texts.includes('c') ? new Promise<void>((resolve) => (release = resolve)) : undefined;
    world.map({ eventSourceArn: streamArn, batchSize: 2 });
    while (world.invoked.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await world.pollers.stop();
    release();
    world.handler = () => undefined;
    await world.restart();
    await world.settle();
    expect(batches()).toEqual(['ab', 'cd', 'cd']);
  });

  it('keep the number of tries over a restart', async () => {
    await putAll('a');
    world.handler = fail;
    world.map({ eventSourceArn: streamArn, maximumRetryAttempts: 2, destinationOnFailureArn: destinationArn });
    await world.settle();
    expect(batches()).toEqual(['a', 'a']);
    await world.restart();
    await world.advance(10_000);
    expect(batches()).toEqual(['a', 'a', 'a']);
    expect(world.delivered).toHaveLength(1);
  });

  it('stay when a mapping is disabled: enabled again it goes on where it was', async () => {
    await putAll('a');
    world.map({ eventSourceArn: streamArn });
    await world.settle();
    world.map({ eventSourceArn: streamArn, state: 'Disabled' });
    await putAll('b');
    await world.settle();
    expect(world.texts()).toEqual(['a']);
    world.map({ eventSourceArn: streamArn });
    await world.settle();
    expect(world.texts()).toEqual(['a', 'b']);
  });

  it('go with their mapping', async () => {
    await putAll('a');
    world.map({ eventSourceArn: streamArn });
    await world.settle();
    world.unmap();
    await world.settle();
    expect(world.globe.store.collection(checkpoints, scope, 'mapping').size).toBe(0);
  });
});

it('lets a batch under way finish before a changed mapping goes on', async () => {
  await putAll('a', 'b');
  let release = () => {};
  world.handler = () => new Promise<void>((resolve) => (release = resolve));
  world.map({ eventSourceArn: streamArn, batchSize: 1 });
  while (world.invoked.length < 1) await new Promise((resolve) => setImmediate(resolve));
  world.map({ eventSourceArn: streamArn, batchSize: 5 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(batches()).toEqual(['a']);
  world.handler = () => undefined;
  release();
  await world.settle();
  expect(batches()).toEqual(['a', 'b']);
});
