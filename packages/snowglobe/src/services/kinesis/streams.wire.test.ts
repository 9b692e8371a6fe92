import {
  AddTagsToStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeLimitsCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  DisableEnhancedMonitoringCommand,
  EnableEnhancedMonitoringCommand,
  GetResourcePolicyCommand,
  IncreaseStreamRetentionPeriodCommand,
  KinesisClient,
  ListShardsCommand,
  ListStreamsCommand,
  ListTagsForResourceCommand,
  ListTagsForStreamCommand,
  MergeShardsCommand,
  PutRecordCommand,
  PutResourcePolicyCommand,
  RemoveTagsFromStreamCommand,
  SplitShardCommand,
  StartStreamEncryptionCommand,
  StopStreamEncryptionCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
} from '@aws-sdk/client-kinesis';
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

const summary = async (StreamName = name) =>
  (await globe.kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary;

const ids = async () => (await globe.shards(name)).map((shard) => Number(shard.ShardId?.slice(-12)));

describe('a stream', () => {
  it('is described as AWS describes it', async () => {
    const { StreamDescription } = await globe.kinesis.send(new DescribeStreamCommand({ StreamName: name }));
    expect(StreamDescription).toMatchObject({
      StreamName: name,
      StreamARN: arnOf(name),
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      RetentionPeriodHours: 24,
      EncryptionType: 'NONE',
      HasMoreShards: false,
      Shards: [
        {
          ShardId: firstShard,
          HashKeyRange: { StartingHashKey: '0', EndingHashKey: String(2n ** 128n - 1n) },
        },
      ],
    });
  });

  it('has four shards on demand, and reshards itself', async () => {
    await globe.create(`demand${count}`, { StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
    expect(await summary(`demand${count}`)).toMatchObject({
      OpenShardCount: 4,
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
    });
    const split = new UpdateShardCountCommand({
      StreamName: `demand${count}`,
      TargetShardCount: 8,
      ScalingType: 'UNIFORM_SCALING',
    });
    await expect(globe.kinesis.send(split)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('exists once', async () => {
    await expect(globe.create(name)).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: `Stream ${name} under account 000000000000 already exists.`,
    });
  });

  it('is gone with its records when deleted', async () => {
    await globe.put(name, 'a');
    await globe.kinesis.send(new DeleteStreamCommand({ StreamName: name }));
    await expect(summary()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await globe.create(name);
    expect(await globe.texts(name)).toEqual([]);
  });

  it('keeps records longer or shorter', async () => {
    const longer = (RetentionPeriodHours: number) =>
      globe.kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName: name, RetentionPeriodHours }));
    await longer(48);
    expect((await summary())?.RetentionPeriodHours).toBe(48);
    await expect(longer(36)).rejects.toThrow('can not be shorter than existing retention period (48 hours)');
    await globe.kinesis.send(new DecreaseStreamRetentionPeriodCommand({ StreamName: name, RetentionPeriodHours: 24 }));
    await expect(longer(8_761)).rejects.toThrow('Maximum allowed retention period is 8760 hours.');
  });

  it('is encrypted and decrypted', async () => {
    const key = { StreamName: name, EncryptionType: 'KMS' as const, KeyId: 'alias/aws/kinesis' };
    await globe.kinesis.send(new StartStreamEncryptionCommand(key));
    expect(await summary()).toMatchObject({ EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' });
    const Data = Buffer.from('x');
    const put = await globe.kinesis.send(new PutRecordCommand({ StreamName: name, Data, PartitionKey: 'k' }));
    expect(put.EncryptionType).toBe('KMS');
    await globe.kinesis.send(new StopStreamEncryptionCommand(key));
    expect((await summary())?.EncryptionType).toBe('NONE');
  });

  it('is monitored shard by shard', async () => {
    const input = { StreamName: name, ShardLevelMetrics: ['IncomingBytes' as const, 'OutgoingBytes' as const] };
    await globe.kinesis.send(new EnableEnhancedMonitoringCommand(input));
    const off = await globe.kinesis.send(
      new DisableEnhancedMonitoringCommand({ StreamName: name, ShardLevelMetrics: ['IncomingBytes'] }),
    );
    expect(off.CurrentShardLevelMetrics).toEqual(['IncomingBytes', 'OutgoingBytes']);
    expect(off.DesiredShardLevelMetrics).toEqual(['OutgoingBytes']);
  });

  it('changes its mode', async () => {
    await globe.kinesis.send(
      new UpdateStreamModeCommand({ StreamARN: arnOf(name), StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
    );
    expect((await summary())?.StreamModeDetails?.StreamMode).toBe('ON_DEMAND');
  });

  it('has tags', async () => {
    await globe.kinesis.send(new AddTagsToStreamCommand({ StreamName: name, Tags: { a: '1', b: '2' } }));
    await globe.kinesis.send(new RemoveTagsFromStreamCommand({ StreamName: name, TagKeys: ['a'] }));
    const tags = [{ Key: 'b', Value: '2' }];
    expect((await globe.kinesis.send(new ListTagsForStreamCommand({ StreamName: name }))).Tags).toEqual(tags);
    const byArn = await globe.kinesis.send(new ListTagsForResourceCommand({ ResourceARN: arnOf(name) }));
    expect(byArn.Tags).toEqual(tags);
  });
});

describe('resharding', () => {
  const scale = (TargetShardCount: number) =>
    globe.kinesis.send(
      new UpdateShardCountCommand({ StreamName: name, TargetShardCount, ScalingType: 'UNIFORM_SCALING' }),
    );

  it('splits a shard at a hash key; the parent ends and its reader is led on', async () => {
    await globe.put(name, 'a');
    const NewStartingHashKey = String(2n ** 127n);
    await globe.kinesis.send(new SplitShardCommand({ StreamName: name, ShardToSplit: firstShard, NewStartingHashKey }));
    const shards = await globe.shards(name);
    expect(shards.map((shard) => [shard.ShardId?.slice(-1), shard.ParentShardId])).toEqual([
      ['0', undefined],
      ['1', firstShard],
      ['2', firstShard],
    ]);
    expect(shards[0]?.SequenceNumberRange?.EndingSequenceNumber).toBeDefined();
    expect(shards[2]?.HashKeyRange?.StartingHashKey).toBe(NewStartingHashKey);
    const read = await globe.read(await globe.iterator(name));
    expect(read).toMatchObject({ texts: ['a'], next: undefined });
    const { ShardId } = await globe.put(name, 'b', { ExplicitHashKey: NewStartingHashKey });
    expect(ShardId).toBe('shardId-000000000002');
  });

  it('merges two adjacent shards', async () => {
    await scale(2);
    const pair = { ShardToMerge: 'shardId-000000000001', AdjacentShardToMerge: 'shardId-000000000002' };
    await globe.kinesis.send(new MergeShardsCommand({ StreamName: name, ...pair }));
    const merged = (await globe.shards(name)).at(-1);
    expect(merged).toMatchObject({
      ShardId: 'shardId-000000000003',
      ParentShardId: 'shardId-000000000001',
      AdjacentParentShardId: 'shardId-000000000002',
      HashKeyRange: { StartingHashKey: '0', EndingHashKey: String(2n ** 128n - 1n) },
    });
  });

  it('refuses shards that are not adjacent or no longer open', async () => {
    await scale(2);
    await scale(4);
    const merge = (a: number, b: number) => {
      const id = (index: number) => `shardId-${String(index).padStart(12, '0')}`;
      const pair = { ShardToMerge: id(a), AdjacentShardToMerge: id(b) };
      return globe.kinesis.send(new MergeShardsCommand({ StreamName: name, ...pair }));
    };
    await expect(merge(3, 6)).rejects.toThrow('are not an adjacent pair of shards eligible for merging');
    await expect(merge(1, 2)).rejects.toThrow('is closed');
    await expect(merge(3, 99)).rejects.toThrow('Could not find shard shardId-000000000099');
  });

  it('scales by at most the double or the half', async () => {
    await scale(2);
    await scale(3);
    expect((await summary())?.OpenShardCount).toBe(3);
    await expect(scale(7)).rejects.toThrow('cannot scale up over double your current open shard count');
    await scale(2);
    expect((await summary())?.OpenShardCount).toBe(2);
    await expect(scale(0)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });

  it('is seen by the shard filters', async () => {
    await globe.advance(1_000);
    await scale(2);
    await globe.advance(1_000);
    const filter = async (Type: 'AT_LATEST' | 'AT_TRIM_HORIZON' | 'FROM_TRIM_HORIZON' | 'AFTER_SHARD_ID') => {
      const ShardFilter = { Type, ...(Type === 'AFTER_SHARD_ID' ? { ShardId: 'shardId-000000000001' } : {}) };
      const answer = await globe.kinesis.send(new ListShardsCommand({ StreamName: name, ShardFilter }));
      return answer.Shards?.map((shard) => Number(shard.ShardId?.slice(-12)));
    };
    expect(await filter('AT_LATEST')).toEqual([1, 2]);
    expect(await filter('AT_TRIM_HORIZON')).toEqual([0]);
    expect(await filter('FROM_TRIM_HORIZON')).toEqual([0, 1, 2]);
    expect(await filter('AFTER_SHARD_ID')).toEqual([2]);
    await globe.advance(24 * 3_600_000);
    expect(await ids()).toEqual([1, 2]);
  });
});

it('lists shards and streams in pages', async () => {
  await globe.create('page-a', { ShardCount: 3 });
  const first = await globe.kinesis.send(new ListShardsCommand({ StreamName: 'page-a', MaxResults: 2 }));
  expect(first.Shards).toHaveLength(2);
  const second = await globe.kinesis.send(new ListShardsCommand({ NextToken: first.NextToken }));
  expect(second.Shards?.map((shard) => shard.ShardId)).toEqual(['shardId-000000000002']);
  await globe.create('page-b');
  const input = { ExclusiveStartStreamName: 'page-', Limit: 1 };
  const streams = await globe.kinesis.send(new ListStreamsCommand(input));
  expect(streams).toMatchObject({ StreamNames: ['page-a'], HasMoreStreams: true });
  const rest = await globe.kinesis.send(new ListStreamsCommand({ NextToken: streams.NextToken, Limit: 1 }));
  expect(rest.StreamNames).toEqual(['page-b']);
});

it('tells the limits of the account', async () => {
  const limits = await globe.kinesis.send(new DescribeLimitsCommand({}));
  expect(limits).toMatchObject({ ShardLimit: 20_000, OnDemandStreamCountLimit: 50 });
});

it('lets another account write where a resource policy says so', async () => {
  const credentials = { accessKeyId: '111122223333', secretAccessKey: 'test' };
  const stranger = globe.client(KinesisClient, { credentials });
  const put = () =>
    stranger.send(new PutRecordCommand({ StreamARN: arnOf(name), Data: Buffer.from('x'), PartitionKey: 'k' }));
  await expect(put()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'kinesis:PutRecord',
        Resource: arnOf(name),
      },
    ],
  });
  await globe.kinesis.send(new PutResourcePolicyCommand({ ResourceARN: arnOf(name), Policy }));
  await put();
  const answer = await globe.kinesis.send(new GetResourcePolicyCommand({ ResourceARN: arnOf(name) }));
  expect(answer.Policy).toBe(Policy);
});
