import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { orders } from './orders.fixture.ts';

let globe: TestGlobe;
let client: DynamoDBClient;

beforeEach(async () => {
  globe = await startTestGlobe({});
  client = globe.client(DynamoDBClient);
});
afterEach(() => globe.stop());

const createOrders = () => client.send(new CreateTableCommand(orders));

const put = (customer: string, number: number, more = {}) =>
  client.send(
    new PutItemCommand({
      TableName: 'orders',
      Item: { customer: { S: customer }, number: { N: String(number) }, ...more },
    }),
  );

describe('queries', () => {
  it('go through a partition in the order of the numbers, forwards and backwards, page by page', async () => {
    await createOrders();
    for (const number of [10, 9, -1, 0.5, 100]) await put('ann', number);
    await put('bob', 1);
    const numbers: (string | undefined)[] = [];
    let start: QueryCommand['input']['ExclusiveStartKey'];
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: 'orders',
          KeyConditionExpression: 'customer = :c AND #n > :n',
          ExpressionAttributeNames: { '#n': 'number' },
          ExpressionAttributeValues: { ':c': { S: 'ann' }, ':n': { N: '-1' } },
          ScanIndexForward: false,
          Limit: 2,
          ExclusiveStartKey: start,
        }),
      );
      numbers.push(...(page.Items ?? []).map((item) => item['number']?.N));
      start = page.LastEvaluatedKey;
    } while (start);
    expect(numbers).toEqual(['100', '10', '9', '0.5']);
  });

  it('see in a sparse global index only what it projects of items that have its key', async () => {
    await createOrders();
    await put('ann', 1, { city: { S: 'Rome' }, amount: { N: '3' }, secret: { S: 'x' } });
    await put('ann', 2);
    const read = () =>
      client.send(
        new QueryCommand({
          TableName: 'orders',
          IndexName: 'byCity',
          KeyConditionExpression: 'city = :c',
          ExpressionAttributeValues: { ':c': { S: 'Rome' } },
        }),
      );
    expect((await read()).Items).toEqual([
      { customer: { S: 'ann' }, number: { N: '1' }, city: { S: 'Rome' }, amount: { N: '3' } },
    ]);
    await put('ann', 1);
    expect((await read()).Count).toBe(0);
  });

  it('stop at one megabyte and go on from there', async () => {
    await createOrders();
    for (let number = 0; number < 5; number++) await put('ann', number, { text: { S: 'x'.repeat(300_000) } });
    const query = {
      TableName: 'orders',
      KeyConditionExpression: 'customer = :c',
      ExpressionAttributeValues: { ':c': { S: 'ann' } },
      Select: 'COUNT',
    } as const;
    const first = await client.send(new QueryCommand(query));
    expect(first.Count).toBe(4);
    const second = await client.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect(second.Count).toBe(1);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  it('by scan give every item to exactly one segment', async () => {
    await createOrders();
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          orders: Array.from({ length: 25 }, (_, at) => ({
            PutRequest: { Item: { customer: { S: `customer ${at}` }, number: { N: '1' } } },
          })),
        },
      }),
    );
    const segments = await Promise.all(
      [0, 1, 2].map((Segment) => client.send(new ScanCommand({ TableName: 'orders', Segment, TotalSegments: 3 }))),
    );
    const seen = segments.flatMap(({ Items }) => (Items ?? []).map((item) => item['customer']?.S));
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });
});
