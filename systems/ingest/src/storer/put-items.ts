import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LakeItem } from './items.ts';
import { keyOf, type PutItems } from './store.ts';

const attempts = 4;
const firstPauseMs = 50;

/**
 * Writes up to 25 items in one request. A repeated record has the key of the first: its item is written over itself, which
 * is no new item in the table's stream.
 */
export function dynamoPutItems(client: DynamoDBDocumentClient, TableName: string): PutItems {
  return async (items) => {
    let pending: readonly LakeItem[] = items;
    for (let attempt = 1; ; attempt += 1) {
      const requests = pending.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [TableName]: requests } }),
      );
      const left = UnprocessedItems?.[TableName] ?? [];
      pending = left.flatMap(({ PutRequest }) => (PutRequest?.Item === undefined ? [] : [PutRequest.Item as LakeItem]));
      if (pending.length === 0 || attempt === attempts) return new Set(pending.map(keyOf));
      await pause(firstPauseMs * 2 ** attempt);
    }
  };
}
