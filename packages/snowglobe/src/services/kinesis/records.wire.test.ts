import { createHash } from 'node:crypto';
import { GetRecordsCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arnOf, firstShard, type KinesisGlobe, startKinesis } from './kinesis-test-globe.ts';

let globe: KinesisGlobe;
let name: string;
let count = 0;

beforeAll(async () => {
  globe = await startKinesis();
});

afterAll(() => globe.stop());

beforeEach(async () => {
  count += 1;
  name = `s${count}`;
  await globe.create(name);
});

const putMany = (...entries: { text: string; key?: string }[]) =>
  globe.kinesis.send(
    new PutRecordsCommand({
      StreamName: name,
      Records: entries.map(({ text, key = 'k' }) => ({ Data: Buffer.from(text), PartitionKey: key })),
    }),
  );

describe('records', () => {
  it('come back in order with rising sequence numbers of 56 digits', async () => {
    const first = await globe.put(name, 'Zoë');
    const second = await globe.put(name, 'b');
    expect(first.SequenceNumber).toMatch(/^\d{56}$/);
    expect(BigInt(second.SequenceNumber)).toBeGreaterThan(BigInt(first.SequenceNumber));
    expect(await globe.texts(name)).toEqual(['Zoë', 'b']);
  });

  it('carry key, arrival and encryption', async () => {
    await globe.put(name, 'a', { PartitionKey: 'key' });
    const ShardIterator = await globe.iterator(name);
    const { Records } = await globe.kinesis.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records?.[0]).toMatchObject({
      PartitionKey: 'key',
      ApproximateArrivalTimestamp: new Date(globe.globe.clock.now()),
      EncryptionType: 'NONE',
    });
  });

  it('go to the shard whose hash keys hold the MD5 of their partition key', async () => {
    await globe.create(`many${count}`, { ShardCount: 4 });
    const shards = await globe.shards(`many${count}`);
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const { ShardId } = await globe.put(`many${count}`, key, { PartitionKey: key });
      const hash = BigInt(`0x${createHash('md5').update(key).digest('hex')}`);
      const range = shards.find((shard) => shard.ShardId === ShardId)?.HashKeyRange;
      expect(hash >= BigInt(range?.StartingHashKey ?? 0) && hash <= BigInt(range?.EndingHashKey ?? 0)).toBe(true);
    }
  });

  it('go where an explicit hash key says', async () => {
    await globe.create(`two${count}`, { ShardCount: 2 });
    const put = (ExplicitHashKey: bigint) =>
      globe.put(`two${count}`, 'x', { ExplicitHashKey: String(ExplicitHashKey) });
    expect((await put(0n)).ShardId).toBe('shardId-000000000000');
    expect((await put(2n ** 127n)).ShardId).toBe('shardId-000000000001');
    await expect(put(2n ** 128n)).rejects.toThrow('ExplicitHashKey must be in the range: [0, 2^128-1].');
  });

  it('keep rising after every earlier record has left the stream', async () => {
    const before = await globe.put(name, 'old');
    await globe.advance(25 * 3_600_000);
    const after = await globe.put(name, 'new');
    expect(BigInt(after.SequenceNumber)).toBeGreaterThan(BigInt(before.SequenceNumber));
    expect(await globe.texts(name)).toEqual(['new']);
  });

  it('leave the stream when their retention is over', async () => {
    await globe.put(name, 'a');
    await globe.advance(24 * 3_600_000 - 1);
    expect(await globe.texts(name)).toEqual(['a']);
    await globe.advance(1);
    expect(await globe.texts(name)).toEqual([]);
  });

  it('larger than 1 MiB are refused', async () => {
    await expect(globe.put(name, 'x'.repeat(1_048_576))).rejects.toMatchObject({ name: 'InvalidArgumentException' });
  });
});

describe('a shard iterator', () => {
  it('begins at or after a sequence number', async () => {
    await globe.put(name, 'a');
    const { SequenceNumber } = await globe.put(name, 'b');
    await globe.put(name, 'c');
    const read = async (ShardIteratorType: 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER') => {
      const more = { ShardIteratorType, StartingSequenceNumber: SequenceNumber };
      return (await globe.read(await globe.iterator(name, more))).texts;
    };
    expect(await read('AT_SEQUENCE_NUMBER')).toEqual(['b', 'c']);
    expect(await read('AFTER_SEQUENCE_NUMBER')).toEqual(['c']);
  });

  it('begins with what comes next at LATEST', async () => {
    await globe.put(name, 'a');
    const latest = await globe.iterator(name, { ShardIteratorType: 'LATEST' });
    await globe.put(name, 'b');
    expect((await globe.read(latest)).texts).toEqual(['b']);
  });

  it('begins at an instant', async () => {
    await globe.put(name, 'a');
    await globe.advance(1_000);
    const Timestamp = new Date(globe.globe.clock.now());
    await globe.put(name, 'b');
    await globe.advance(1_000);
    const at = await globe.iterator(name, { ShardIteratorType: 'AT_TIMESTAMP', Timestamp });
    expect((await globe.read(at)).texts).toEqual(['b']);
  });

  it('is followed from read to read, with how far it is behind', async () => {
    await globe.put(name, 'a');
    await globe.advance(2_000);
    await globe.put(name, 'b');
    await globe.advance(1_000);
    const first = await globe.read(await globe.iterator(name), 1);
    expect(first).toMatchObject({ texts: ['a'], behind: 1_000 });
    const second = await globe.read(first.next ?? '');
    expect(second).toMatchObject({ texts: ['b'], behind: 0 });
    expect((await globe.read(second.next ?? '')).texts).toEqual([]);
  });

  it('expires after five minutes', async () => {
    const iterator = await globe.iterator(name);
    await globe.advance(300_000);
    await globe.read(iterator);
    await globe.advance(1);
    await expect(globe.read(iterator)).rejects.toMatchObject({ name: 'ExpiredIteratorException' });
  });

  it.each([
    [{ ShardId: 'shardId-000000000009' }, 'ResourceNotFoundException', 'does not exist'],
    [
      { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: '5' },
      'InvalidArgumentException',
      'is invalid.',
    ],
    [{ ShardIteratorType: 'AT_TIMESTAMP' }, 'InvalidArgumentException', 'Must specify timestampInMillis'],
    [{ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' }, 'InvalidArgumentException', 'no StartingSequenceNumber'],
  ] as const)('is refused for %j', async (more, error, message) => {
    const refused = globe.iterator(name, more);
    await expect(refused).rejects.toMatchObject({ name: error });
    await expect(refused).rejects.toThrow(message);
  });

  it('that is none is refused', async () => {
    await expect(globe.read('nonsense')).rejects.toThrow('Invalid ShardIterator.');
  });
});

describe('throughput', () => {
  it('of a shard is 1,000 records a second; PutRecords fails the others one by one', async () => {
    const batch = () => putMany(...Array.from({ length: 400 }, () => ({ text: 'x' })));
    expect((await batch()).FailedRecordCount).toBe(0);
    await batch();
    const third = await batch();
    expect(third.FailedRecordCount).toBe(200);
    expect(third.Records?.[200]).toEqual({
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: `Rate exceeded for shard ${firstShard} in stream ${name} under account 000000000000.`,
    });
    await expect(globe.put(name, 'x')).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    await globe.advance(1_000);
    await globe.put(name, 'x');
  });

  it('of a shard is 1 MiB a second', async () => {
    await globe.put(name, 'x'.repeat(700_000));
    await expect(globe.put(name, 'x'.repeat(700_000))).rejects.toThrow('Rate exceeded for shard');
    await globe.advance(1_000);
    await globe.put(name, 'x'.repeat(700_000));
  });

  it('of GetRecords is 5 calls a second and shard', async () => {
    const iterator = await globe.iterator(name);
    for (let call = 0; call < 5; call += 1) await globe.read(iterator);
    await expect(globe.read(iterator)).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    await globe.advance(1_000);
    await globe.read(iterator);
  });
});

it('takes a stream by ARN as well as by name', async () => {
  await globe.put(name, 'a', { StreamARN: arnOf(name), StreamName: undefined });
  expect(await globe.texts(name)).toEqual(['a']);
  await expect(globe.put('nowhere', 'a')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Stream nowhere under account 000000000000 not found.',
  });
});
