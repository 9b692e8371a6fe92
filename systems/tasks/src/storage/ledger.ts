import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

/** What happens once is written down here, by name, so that a repetition is recognised in every region. */
export interface Ledger<Entry> {
  find(entryId: string): Promise<Entry | undefined>;
  write(entryId: string, entry: Entry, lastsSeconds: number): Promise<void>;
}

/** A put of an entry on condition that there is none, for a transaction. */
export function entryPut(tableName: string, entryId: string, entry: object, lastsSeconds: number, nowMs: number) {
  const nowSeconds = Math.floor(nowMs / 1000);
  return {
    TableName: tableName,
    Item: { EntryId: entryId, Entry: entry, ExpiresAt: nowSeconds + lastsSeconds },
    // DynamoDB removes expired entries late: until then they count as absent.
    ConditionExpression: 'attribute_not_exists(EntryId) OR ExpiresAt <= :now',
    ExpressionAttributeValues: { ':now': nowSeconds },
  };
}

export function dynamoLedger<Entry extends object>(
  client: DynamoDBDocumentClient,
  tableName: string,
  nowMs: () => number = Date.now,
): Ledger<Entry> {
  return {
    async find(entryId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { EntryId: entryId }, ConsistentRead: true }),
      );
      return Item === undefined || Item['ExpiresAt'] <= nowMs() / 1000 ? undefined : (Item['Entry'] as Entry);
    },
    async write(entryId, entry, lastsSeconds) {
      const ExpiresAt = Math.floor(nowMs() / 1000) + lastsSeconds;
      await client.send(new PutCommand({ TableName: tableName, Item: { EntryId: entryId, Entry: entry, ExpiresAt } }));
    },
  };
}
