import { fileURLToPath } from 'node:url';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Snowglobe, startSnowglobe } from 'snowglobe/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let globe: Snowglobe;

beforeAll(async () => {
  // The folder of a CDK app, or of a synthesised assembly such as this one.
  const app = fileURLToPath(new URL('orders', import.meta.url));
  globe = await startSnowglobe({ app, startAt: Date.parse('2030-01-01T12:00:00Z') });
});

afterAll(() => globe.stop());

async function order(id: string, weightKg: number): Promise<void> {
  const MessageBody = JSON.stringify({ id, weightKg });
  await globe.client(SQSClient).send(new SendMessageCommand({ QueueUrl: globe.outputs().OrdersUrl, MessageBody }));
}

async function shipment(id: string) {
  const get = new GetItemCommand({ TableName: globe.outputs().ShipmentsName, Key: { OrderId: { S: id } } });
  return (await globe.client(DynamoDBClient).send(get)).Item;
}

async function refused(): Promise<readonly (string | undefined)[]> {
  const receive = new ReceiveMessageCommand({ QueueUrl: globe.outputs().RefusedUrl });
  const { Messages = [] } = await globe.client(SQSClient).send(receive);
  return Messages.map(({ Body }) => Body);
}

test('an order is shipped', async () => {
  await order('A-1', 2);
  await globe.settle();
  expect(await shipment('A-1')).toEqual({ OrderId: { S: 'A-1' }, ShippedAt: { S: '2030-01-01T12:00:00.000Z' } });
});

test('an order that cannot be shipped is put aside after three tries, a minute apart', async () => {
  await order('A-2', 31);
  await globe.advance('119 seconds');
  expect(await refused()).toEqual([]);
  await globe.advance('61 seconds');
  expect(await refused()).toEqual(['{"id":"A-2","weightKg":31}']);
  expect(await shipment('A-2')).toBeUndefined();
});
