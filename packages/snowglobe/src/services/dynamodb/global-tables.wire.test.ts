import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { wins } from './replication.ts';

const startAt = Date.parse('2026-01-01T00:00:00Z');
const regions = ['us-east-1', 'us-west-2', 'eu-west-1'] as const;
type Region = (typeof regions)[number];

let globe: TestGlobe;
let clients: Record<Region, DynamoDBClient>;

beforeEach(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt });
  clients = Object.fromEntries(
    regions.map((region) => [region, globe.client(DynamoDBClient, { region })]),
  ) as typeof clients;
});
afterEach(() => globe.stop());

async function createGlobal(): Promise<void> {
  await clients['us-east-1'].send(
    new CreateTableCommand({
      TableName: 'notes',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  await put('us-east-1', 'first');
  await addReplica('us-west-2');
}

const addReplica = (region: Region) =>
  clients['us-east-1'].send(
    new UpdateTableCommand({ TableName: 'notes', ReplicaUpdates: [{ Create: { RegionName: region } }] }),
  );
const put = (region: Region, id: string, more = {}) =>
  clients[region].send(new PutItemCommand({ TableName: 'notes', Item: { id: { S: id }, ...more } }));
const get = async (region: Region, id: string) =>
  (await clients[region].send(new GetItemCommand({ TableName: 'notes', Key: { id: { S: id } } }))).Item;

async function streamRecords(region: Region): Promise<_Record[]> {
  const streams = globe.client(DynamoDBStreamsClient, { region });
  const { Table } = await clients[region].send(new DescribeTableCommand({ TableName: 'notes' }));
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
}

describe('a global table', () => {
  it('gives a new replica the items that are there, and tells it in every region', async () => {
    await createGlobal();
    expect(await get('us-west-2', 'first')).toEqual({ id: { S: 'first' } });
    const { Table } = await clients['us-west-2'].send(new DescribeTableCommand({ TableName: 'notes' }));
    expect(Table).toMatchObject({
      GlobalTableVersion: '2019.11.21',
      Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }],
    });
  });

  it('carries writes and deletions from every region to every other, without hidden attributes', async () => {
    await createGlobal();
    await addReplica('eu-west-1');
    await put('us-west-2', 'a', { n: { N: '1' } });
    await globe.settle();
    expect(await get('us-east-1', 'a')).toEqual({ id: { S: 'a' }, n: { N: '1' } });
    expect(await get('eu-west-1', 'a')).toEqual({ id: { S: 'a' }, n: { N: '1' } });
    await clients['eu-west-1'].send(new DeleteItemCommand({ TableName: 'notes', Key: { id: { S: 'a' } } }));
    await globe.settle();
    expect(await get('us-east-1', 'a')).toBeUndefined();
    expect(await get('us-west-2', 'a')).toBeUndefined();
  });

  it('puts a record for each write into the stream of each replica, once', async () => {
    await createGlobal();
    await put('us-east-1', 'a');
    await put('us-west-2', 'b');
    await globe.settle();
    const ids = async (region: Region) =>
      (await streamRecords(region)).map((record) => record.dynamodb?.Keys?.['id']?.S);
    expect(await ids('us-east-1')).toEqual(['first', 'a', 'b']);
    expect(new Set(await ids('us-west-2'))).toEqual(new Set(['a', 'b']));
    expect(await ids('us-west-2')).toHaveLength(2);
  });

  it('ends up the same in all regions when they write at once', async () => {
    await createGlobal();
    await Promise.all([put('us-east-1', 'a', { by: { S: 'east' } }), put('us-west-2', 'a', { by: { S: 'west' } })]);
    await globe.settle();
    expect(await get('us-east-1', 'a')).toEqual(await get('us-west-2', 'a'));
  });

  it('lets an item expire in one region as the service and replicates the deletion', async () => {
    await createGlobal();
    await clients['us-east-1'].send(
      new UpdateTimeToLiveCommand({
        TableName: 'notes',
        TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
      }),
    );
    await put('us-west-2', 'a', { until: { N: String(startAt / 1000 + 60) } });
    await globe.settle();
    await globe.advance(61_000);
    await globe.settle();
    expect(await get('us-east-1', 'a')).toBeUndefined();
    expect((await streamRecords('us-west-2')).at(-1)?.userIdentity).toBeDefined();
    expect((await streamRecords('us-east-1')).at(-1)).toMatchObject({ eventName: 'REMOVE' });
    expect((await streamRecords('us-east-1')).at(-1)?.userIdentity).toBeUndefined();
  });

  it('goes on without a replica that is deleted', async () => {
    await createGlobal();
    await clients['us-west-2'].send(new DeleteTableCommand({ TableName: 'notes' }));
    await put('us-east-1', 'a');
    await globe.settle();
    const { Table } = await clients['us-east-1'].send(new DescribeTableCommand({ TableName: 'notes' }));
    expect(Table?.Replicas).toBeUndefined();
  });
});

describe('the last writer', () => {
  it('wins by its instant, and among equals by its region, whoever asks', () => {
    const east = { at: 5, region: 'us-east-1' };
    const west = { at: 5, region: 'us-west-2' };
    expect(wins({ at: 6, region: 'us-east-1' }, west)).toBe(true);
    expect(wins({ at: 4, region: 'us-west-2' }, east)).toBe(false);
    expect(wins(west, east)).toBe(true);
    expect(wins(east, west)).toBe(false);
  });
});
