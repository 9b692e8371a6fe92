import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  type StreamViewType,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamSource } from '../../contract/event-source.ts';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const startAt = Date.parse('2026-01-01T00:00:00Z');
const hourMs = 3600 * 1000;

let globe: TestGlobe;
let client: DynamoDBClient;
let streams: DynamoDBStreamsClient;

beforeEach(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt });
  client = globe.client(DynamoDBClient);
  streams = globe.client(DynamoDBStreamsClient);
});
afterEach(() => globe.stop());

/** Creates the table `notes` and gives its stream's ARN. */
async function createNotes(viewType: StreamViewType = 'NEW_AND_OLD_IMAGES'): Promise<string> {
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName: 'notes',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: viewType },
    }),
  );
  return TableDescription?.LatestStreamArn ?? '';
}

const put = (id: string, more = {}) =>
  client.send(new PutItemCommand({ TableName: 'notes', Item: { id: { S: id }, ...more } }));
const remove = (id: string) => client.send(new DeleteItemCommand({ TableName: 'notes', Key: { id: { S: id } } }));

async function iterator(arn: string, type: ShardIteratorType, sequenceNumber?: string) {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn: arn,
      ShardId: StreamDescription?.Shards?.[0]?.ShardId,
      ShardIteratorType: type,
      SequenceNumber: sequenceNumber,
    }),
  );
  return ShardIterator;
}

async function records(arn: string, type: ShardIteratorType = 'TRIM_HORIZON', sequenceNumber?: string) {
  const ShardIterator = await iterator(arn, type, sequenceNumber);
  return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
}

describe('a stream', () => {
  it('has one record for each change, and none for a write that changes nothing', async () => {
    const arn = await createNotes();
    await put('a', { n: { N: '1' } });
    await put('a', { n: { N: '1.0' } });
    await put('a', { n: { N: '2' } });
    await remove('a');
    await remove('a');
    const [insert, modify, gone, ...rest] = await records(arn);
    expect(rest).toEqual([]);
    expect(insert).toMatchObject({
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      dynamodb: {
        ApproximateCreationDateTime: new Date(startAt),
        Keys: { id: { S: 'a' } },
        NewImage: { id: { S: 'a' }, n: { N: '1' } },
        SizeBytes: 9,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    expect(insert?.eventID).toMatch(/^[0-9a-f]{32}$/);
    expect(insert?.dynamodb?.SequenceNumber).toMatch(/^\d{21}$/);
    expect(modify?.eventName).toBe('MODIFY');
    expect(modify?.dynamodb?.OldImage).toEqual({ id: { S: 'a' }, n: { N: '1' } });
    expect(gone?.eventName).toBe('REMOVE');
    expect(gone?.dynamodb?.NewImage).toBeUndefined();
    const numbers = [insert, modify, gone].map((record) => record?.dynamodb?.SequenceNumber ?? '');
    expect([...numbers].sort()).toEqual(numbers);
  });

  it.each<[StreamViewType, boolean, boolean]>([
    ['KEYS_ONLY', false, false],
    ['NEW_IMAGE', true, false],
    ['OLD_IMAGE', false, true],
    ['NEW_AND_OLD_IMAGES', true, true],
  ])('of view type %s shows new images: %s, old images: %s', async (viewType, hasNew, hasOld) => {
    const arn = await createNotes(viewType);
    await put('a', { n: { N: '1' } });
    await put('a', { n: { N: '2' } });
    const [, modify] = await records(arn);
    expect(modify?.dynamodb?.NewImage !== undefined).toBe(hasNew);
    expect(modify?.dynamodb?.OldImage !== undefined).toBe(hasOld);
  });

  it('is read from any of the four kinds of place', async () => {
    const arn = await createNotes();
    await put('a');
    await put('b');
    const latest = await iterator(arn, 'LATEST');
    const middle = (await records(arn))[1]?.dynamodb?.SequenceNumber;
    await put('c');
    const ids = (list: Awaited<ReturnType<typeof records>>) => list.map((record) => record.dynamodb?.Keys?.['id']?.S);
    expect(ids(await records(arn, 'TRIM_HORIZON'))).toEqual(['a', 'b', 'c']);
    expect(ids(await records(arn, 'AT_SEQUENCE_NUMBER', middle))).toEqual(['b', 'c']);
    expect(ids(await records(arn, 'AFTER_SEQUENCE_NUMBER', middle))).toEqual(['c']);
    expect(ids((await streams.send(new GetRecordsCommand({ ShardIterator: latest }))).Records ?? [])).toEqual(['c']);
  });

  it('keeps its records for 24 hours, and its iterators for 15 minutes', async () => {
    const arn = await createNotes();
    await put('a');
    await globe.advance(23 * hourMs);
    await put('b');
    expect(await records(arn)).toHaveLength(2);
    const old = await iterator(arn, 'TRIM_HORIZON');
    await globe.advance(2 * hourMs);
    expect((await records(arn)).map((record) => record.dynamodb?.Keys)).toEqual([{ id: { S: 'b' } }]);
    await expect(streams.send(new GetRecordsCommand({ ShardIterator: old }))).rejects.toThrow(
      expect.objectContaining({ name: 'ExpiredIteratorException' }),
    );
  });

  it('is closed when the table turns it off, and another one starts when it is turned on again', async () => {
    const arn = await createNotes();
    await put('a');
    await client.send(new UpdateTableCommand({ TableName: 'notes', StreamSpecification: { StreamEnabled: false } }));
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
    expect(StreamDescription?.StreamStatus).toBe('DISABLED');
    expect(StreamDescription?.Shards?.[0]?.SequenceNumberRange?.EndingSequenceNumber).toBeDefined();
    await client.send(
      new UpdateTableCommand({
        TableName: 'notes',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      }),
    );
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'notes' }));
    expect(Table?.LatestStreamArn).not.toBe(arn);
    const { Streams } = await streams.send(new ListStreamsCommand({ TableName: 'notes' }));
    expect(Streams).toHaveLength(2);
    expect(await records(arn)).toHaveLength(1);
  });

  it('gives delivery the records as they stand in a function event', async () => {
    const arn = await createNotes();
    const source = globe.globe.eventSource(arn) as StreamSource;
    const [shard] = source.shards(globe.globe, arn);
    const shardId = shard?.shardId ?? '';
    const latest = source.startPosition(globe.globe, arn, shardId, 'LATEST');
    let woken = 0;
    const unwatch = source.watch(globe.globe, arn, () => woken++);
    await put('a', { raw: { B: new Uint8Array([1, 2]) }, list: { L: [{ BS: [new Uint8Array([3])] }] } });
    unwatch();
    expect(woken).toBe(1);
    const { records: found } = source.read(globe.globe, arn, shardId, latest, 10);
    expect(found).toHaveLength(1);
    expect(found[0]?.event).toMatchObject({
      eventSourceARN: arn,
      dynamodb: {
        ApproximateCreationDateTime: startAt / 1000,
        NewImage: { id: { S: 'a' }, raw: { B: 'AQI=' }, list: { L: [{ BS: ['Aw=='] }] } },
      },
    });
    expect(found[0]?.cause.trace).toMatch(/^1-/);
  });
});

describe('time to live', () => {
  const enable = () =>
    client.send(
      new UpdateTimeToLiveCommand({
        TableName: 'notes',
        TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
      }),
    );
  const until = (ms: number) => ({ until: { N: String(Math.floor((startAt + ms) / 1000)) } });
  const ids = async () =>
    ((await client.send(new ScanCommand({ TableName: 'notes' }))).Items ?? [])
      .map((item) => item['id']?.S ?? '')
      .sort((left, right) => (left < right ? -1 : 1));

  it('deletes items when their time has come, also those that were there before, as the service itself', async () => {
    const arn = await createNotes();
    await put('early', until(hourMs));
    await enable();
    await put('late', until(2 * hourMs));
    await put('never', { until: { S: 'tomorrow' } });
    await put('ancient', until(-6 * 365 * 24 * hourMs));
    await globe.advance(hourMs + 1000);
    expect(await ids()).toEqual(['ancient', 'late', 'never']);
    await globe.advance(hourMs);
    expect(await ids()).toEqual(['ancient', 'never']);
    const last = (await records(arn)).at(-1);
    expect(last).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
      dynamodb: { Keys: { id: { S: 'late' } } },
    });
  });

  it('follows an expiry that is moved', async () => {
    await createNotes();
    await enable();
    await put('a', until(hourMs));
    await client.send(
      new UpdateItemCommand({
        TableName: 'notes',
        Key: { id: { S: 'a' } },
        UpdateExpression: 'SET #u = #u + :more',
        ExpressionAttributeNames: { '#u': 'until' },
        ExpressionAttributeValues: { ':more': { N: '3600' } },
      }),
    );
    await globe.advance(1.5 * hourMs);
    expect(await ids()).toEqual(['a']);
    await globe.advance(hourMs);
    expect(await ids()).toEqual([]);
  });

  it('is told by DescribeTimeToLive', async () => {
    await createNotes();
    await enable();
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'notes' }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await expect(enable()).rejects.toThrow('TimeToLive is already enabled');
  });
});
