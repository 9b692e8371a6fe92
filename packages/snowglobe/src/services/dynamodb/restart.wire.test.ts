import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { startTestGlobe } from '../../testing/start-test-globe.ts';
import { orders } from './orders.fixture.ts';

it('finds items, indexes and expiries again after a restart', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'snowglobe-dynamodb-'));
  const startAt = Date.parse('2026-01-01T00:00:00Z');
  try {
    const first = await startTestGlobe({ dataFolder, clock: 'held', startAt });
    const before = first.client(DynamoDBClient);
    const key = { customer: { S: 'ann' }, number: { N: '1' } };
    await before.send(new CreateTableCommand(orders));
    await before.send(
      new UpdateTimeToLiveCommand({
        TableName: 'orders',
        TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
      }),
    );
    const Item = {
      ...key,
      city: { S: 'Rome' },
      raw: { B: new Uint8Array([1]) },
      until: { N: String(startAt / 1000 + 60) },
    };
    await before.send(new PutItemCommand({ TableName: 'orders', Item }));
    await first.stop();

    const second = await startTestGlobe({ dataFolder, clock: 'held', startAt: startAt + 1000 });
    const after = second.client(DynamoDBClient);
    const get = async () => (await after.send(new GetItemCommand({ TableName: 'orders', Key: key }))).Item;
    expect(await get()).toEqual(Item);
    const { Count } = await after.send(
      new QueryCommand({
        TableName: 'orders',
        IndexName: 'byCity',
        KeyConditionExpression: 'city = :c',
        ExpressionAttributeValues: { ':c': { S: 'Rome' } },
      }),
    );
    expect(Count).toBe(1);
    await second.advance(60_000);
    expect(await get()).toBeUndefined();
    await second.stop();
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
