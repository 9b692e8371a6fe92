import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';

type Key = Readonly<Record<string, unknown>>;
type WriteRequests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

const attempts = 8;

/** Reads items by key, consistently; absent ones are left out, the order is any. */
export async function getAll(client: DynamoDBDocumentClient, tableName: string, keys: readonly Key[]): Promise<Key[]> {
  const found: Key[] = [];
  for (const part of chunks(keys, 100)) {
    let pending: readonly Key[] = part;
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      if (attempt === attempts) throw new Error(`DynamoDB left ${pending.length} keys of ${tableName} unread`);
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [tableName]: { Keys: [...pending], ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[tableName] ?? []));
      pending = UnprocessedKeys?.[tableName]?.Keys ?? [];
    }
  }
  return found;
}

/** Puts and deletes items without conditions. */
export async function writeAll(
  client: DynamoDBDocumentClient,
  tableName: string,
  requests: WriteRequests,
): Promise<void> {
  for (const part of chunks(requests, 25)) {
    let pending: WriteRequests = part;
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      if (attempt === attempts) throw new Error(`DynamoDB left ${pending.length} items of ${tableName} unwritten`);
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: pending } }));
      pending = UnprocessedItems?.[tableName] ?? [];
    }
  }
}

export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
