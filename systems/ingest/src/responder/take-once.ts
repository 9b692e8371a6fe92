import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type BusEvent, idOf, type TakeOnce } from './respond.ts';

export interface TakeOnceOptions {
  readonly client: DynamoDBDocumentClient;
  readonly rememberedTableName: string;
  /** How long an event is remembered: longer than the archive keeps it. */
  readonly rememberedSeconds: number;
  /** Counts events by their detail type: the effect outside that no replay may repeat. */
  readonly tallyTableName: string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Other transactions count the same types. */
const attempts = 8;
const longestPauseMs = 50;

/** Remembers events and counts them in one transaction: an effect without its memory, or the other way round, cannot be. */
export function dynamoTakeOnce(options: TakeOnceOptions): TakeOnce {
  return async (events) => {
    let fresh = events;
    for (let attempt = 1; fresh.length > 0; attempt += 1) {
      try {
        await options.client.send(new TransactWriteCommand({ TransactItems: actionsOf(fresh, options) }));
        break;
      } catch (error) {
        const known = knownAmong(fresh, error);
        if (known.size === 0 && (!isConflict(error) || attempt === attempts)) throw error;
        if (known.size === 0) await pause(Math.random() * longestPauseMs * attempt);
        fresh = fresh.filter((event) => !known.has(event));
      }
    }
    return new Set(fresh.map(idOf));
  };
}

function actionsOf(events: readonly BusEvent[], options: TakeOnceOptions) {
  const expiration = Math.floor(options.now() / 1000) + options.rememberedSeconds;
  const remembered = events.map((event) => ({
    Put: {
      TableName: options.rememberedTableName,
      Item: { id: idOf(event), expiration },
      ConditionExpression: 'attribute_not_exists(id)',
    },
  }));
  const counts = new Map<string, number>();
  for (const event of events) counts.set(event['detail-type'], (counts.get(event['detail-type']) ?? 0) + 1);
  const counted = [...counts].map(([detailType, count]) => ({
    Update: {
      TableName: options.tallyTableName,
      Key: { detailType },
      UpdateExpression: 'ADD events :count',
      ExpressionAttributeValues: { ':count': count },
    },
  }));
  return [...remembered, ...counted];
}

/** The events that were remembered already: the reasons stand in the order of the actions, the events' first. */
function knownAmong(events: readonly BusEvent[], error: unknown): ReadonlySet<BusEvent> {
  const reasons = reasonsOf(error);
  return new Set(events.filter((_event, index) => reasons[index]?.Code === 'ConditionalCheckFailed'));
}

function isConflict(error: unknown): boolean {
  return reasonsOf(error).some(({ Code }) => Code === 'TransactionConflict');
}

function reasonsOf(error: unknown) {
  return error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
}
