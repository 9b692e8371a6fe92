import { CreateTableCommand, DynamoDBClient, type ScalarAttributeType } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Snowglobe, startSnowglobe } from 'snowglobe/testing';
import { documentClient } from '../../src/storage/dynamodb.ts';

export interface TestTables {
  readonly globe: Snowglobe;
  readonly client: DynamoDBDocumentClient;
}

type Key = readonly [name: string, type: ScalarAttributeType];

const keys: Readonly<Record<string, readonly [Key, Key?]>> = {
  log: [
    ['AggregateTypeAndId', 'S'],
    ['AggregateIdSequence', 'N'],
  ],
  snapshots: [['AggregateTypeAndId', 'S']],
  views: [['ViewId', 'S']],
  search: [
    ['Token', 'S'],
    ['TaskId', 'S'],
  ],
  ledger: [['EntryId', 'S']],
};

/** A globe with the tables of one region and nothing else. */
export async function startTables(): Promise<TestTables> {
  const globe = await startSnowglobe({ clock: 'held' });
  const dynamodb = globe.client(DynamoDBClient);
  for (const [TableName, [partition, sort]] of Object.entries(keys)) {
    const attributes = [partition, ...(sort === undefined ? [] : [sort])];
    const listing = { AttributeName: 'Listing', AttributeType: 'S' as const };
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          ...attributes.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
          ...(TableName === 'views' ? [listing] : []),
        ],
        KeySchema: attributes.map(([AttributeName], index) => ({
          AttributeName,
          KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
        })),
        ...(TableName === 'views' ? { GlobalSecondaryIndexes: [byCreation] } : {}),
      }),
    );
  }
  await globe.settle();
  return { globe, client: documentClient(dynamodb) };
}

const byCreation = {
  IndexName: 'by-creation',
  KeySchema: [
    { AttributeName: 'Listing', KeyType: 'HASH' as const },
    { AttributeName: 'ViewId', KeyType: 'RANGE' as const },
  ],
  Projection: { ProjectionType: 'ALL' as const },
};
