import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { startTestGlobe } from '../../testing/start-test-globe.ts';

it('stores and gives back an item', async () => {
  const globe = await startTestGlobe({});
  const client = globe.client(DynamoDBClient);
  await client.send(
    new CreateTableCommand({
      TableName: 'abc',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
    }),
  );
  await client.send(new PutItemCommand({ TableName: 'abc', Item: { a: { S: 'x' }, b: { N: '1.50' } } }));
  const { Item } = await client.send(new GetItemCommand({ TableName: 'abc', Key: { a: { S: 'x' } } }));
  expect(Item).toEqual({ a: { S: 'x' }, b: { N: '1.5' } });
  const q = await client.send(
    new QueryCommand({
      TableName: 'abc',
      KeyConditionExpression: 'a = :a',
      ExpressionAttributeValues: { ':a': { S: 'x' } },
    }),
  );
  expect(q.Items).toEqual([Item]);
  await globe.settle();
  await globe.stop();
});
