import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  QueryCommand as DocumentQuery,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';
import { orders } from './orders.fixture.ts';

let globe: TestGlobe;
let client: DynamoDBClient;

beforeEach(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt: Date.parse('2026-01-01T00:00:00Z') });
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

describe('tables', () => {
  it('answer CREATING, are ACTIVE at once for the waiter, and end with ResourceNotFoundException', async () => {
    const { TableDescription } = await createOrders();
    expect(TableDescription?.TableStatus).toBe('CREATING');
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: 'orders' });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['orders']);
    await client.send(new DeleteTableCommand({ TableName: 'orders' }));
    await expect(client.send(new DescribeTableCommand({ TableName: 'orders' }))).rejects.toThrow(
      'Requested resource not found: Table: orders not found',
    );
  });

  it('get a new global index that holds the items which are there', async () => {
    await createOrders();
    await put('ann', 1, { state: { S: 'open' } });
    await put('ann', 2);
    await client.send(
      new UpdateTableCommand({
        TableName: 'orders',
        AttributeDefinitions: [{ AttributeName: 'state', AttributeType: 'S' }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'byState',
              KeySchema: [{ AttributeName: 'state', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          },
        ],
      }),
    );
    const { Items } = await client.send(new ScanCommand({ TableName: 'orders', IndexName: 'byState' }));
    expect(Items).toEqual([{ customer: { S: 'ann' }, number: { N: '1' }, state: { S: 'open' } }]);
  });

  it('are kept apart by region and by account', async () => {
    await createOrders();
    const elsewhere = globe.client(DynamoDBClient, { region: 'eu-west-1' });
    expect((await elsewhere.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });
});

describe('items', () => {
  it('come back as the document client put them', async () => {
    await createOrders();
    const documents = DynamoDBDocumentClient.from(client);
    const order = {
      customer: 'ann',
      number: 1,
      tags: new Set(['a', 'b']),
      basket: [{ sku: 'x', price: 9.5 }],
      note: '',
      none: null,
    };
    await documents.send(new PutCommand({ TableName: 'orders', Item: order }));
    const { Item } = await documents.send(new GetCommand({ TableName: 'orders', Key: { customer: 'ann', number: 1 } }));
    expect(Item).toEqual(order);
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: 'orders',
        Key: { customer: 'ann', number: 1 },
        UpdateExpression: 'SET basket[0].price = basket[0].price + :more ADD tags :tags REMOVE note',
        ExpressionAttributeValues: { ':more': 1, ':tags': new Set(['c']) },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    expect(Attributes).toEqual({ basket: [{ price: 10.5 }], tags: new Set(['a', 'b', 'c']) });
    const { Items } = await documents.send(
      new DocumentQuery({
        TableName: 'orders',
        KeyConditionExpression: 'customer = :c',
        ExpressionAttributeValues: { ':c': 'ann' },
        ProjectionExpression: 'tags',
      }),
    );
    expect(Items).toEqual([{ tags: new Set(['a', 'b', 'c']) }]);
  });

  it('are written under a condition or not at all, and the failure shows the item when asked to', async () => {
    await createOrders();
    await put('ann', 1, { amount: { N: '5' } });
    const again = new PutItemCommand({
      TableName: 'orders',
      Item: { customer: { S: 'ann' }, number: { N: '1.0' } },
      ConditionExpression: 'attribute_not_exists(customer)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const failure = await client.send(again).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConditionalCheckFailedException);
    expect(failure).toMatchObject({
      message: 'The conditional request failed',
      Item: { customer: { S: 'ann' }, number: { N: '1' }, amount: { N: '5' } },
    });
  });

  it('cost the units that their sizes mean, with those of the indexes', async () => {
    await createOrders();
    const { ConsumedCapacity } = await client.send(
      new PutItemCommand({
        TableName: 'orders',
        Item: { customer: { S: 'ann' }, number: { N: '1' }, city: { S: 'Rome' }, text: { S: 'x'.repeat(1500) } },
        ReturnConsumedCapacity: 'INDEXES',
      }),
    );
    expect(ConsumedCapacity).toEqual({
      TableName: 'orders',
      CapacityUnits: 3,
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { byCity: { CapacityUnits: 1 } },
    });
  });

  it('understand the legacy parameters', async () => {
    await createOrders();
    await put('ann', 1);
    await client.send(
      new UpdateItemCommand({
        TableName: 'orders',
        Key: { customer: { S: 'ann' }, number: { N: '1' } },
        AttributeUpdates: { amount: { Action: 'ADD', Value: { N: '7' } } },
        Expected: { amount: { Exists: false } },
      }),
    );
    const { Items } = await client.send(
      new QueryCommand({
        TableName: 'orders',
        KeyConditions: {
          customer: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'ann' }] },
          number: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '0' }, { N: '2' }] },
        },
        QueryFilter: { amount: { ComparisonOperator: 'GE', AttributeValueList: [{ N: '7' }] } },
        AttributesToGet: ['amount'],
      }),
    );
    expect(Items).toEqual([{ amount: { N: '7' } }]);
  });
});

describe('transactions', () => {
  const key = (number: number) => ({ customer: { S: 'ann' }, number: { N: String(number) } });

  it('happen whole or not at all, with a reason for each action', async () => {
    await createOrders();
    await put('ann', 1);
    const failure = await client
      .send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: 'orders', Item: key(2) } },
            { ConditionCheck: { TableName: 'orders', Key: key(1), ConditionExpression: 'attribute_exists(amount)' } },
          ],
        }),
      )
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransactionCanceledException);
    expect(failure).toMatchObject({
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      ],
    });
    expect((await client.send(new GetItemCommand({ TableName: 'orders', Key: key(2) }))).Item).toBeUndefined();
  });

  it('under one token are done once within ten minutes, and refuse other actions under it', async () => {
    await createOrders();
    const add = (by: string) =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: 'token',
          TransactItems: [
            {
              Update: {
                TableName: 'orders',
                Key: key(1),
                UpdateExpression: 'ADD amount :by',
                ExpressionAttributeValues: { ':by': { N: by } },
              },
            },
          ],
        }),
      );
    const amount = async () =>
      (await client.send(new GetItemCommand({ TableName: 'orders', Key: key(1) }))).Item?.['amount']?.N;
    await add('1');
    await add('1');
    expect(await amount()).toBe('1');
    await expect(add('2')).rejects.toThrow(expect.objectContaining({ name: 'IdempotentParameterMismatchException' }));
    await globe.advance(10 * 60 * 1000);
    await add('2');
    expect(await amount()).toBe('3');
  });
});
