import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { log, logEvent } from '../log.ts';
import { setting } from '../settings.ts';
import { dynamoPutItems } from '../storer/put-items.ts';
import { store } from '../storer/store.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const putItems = dynamoPutItems(client, setting('TABLE_NAME'));
const keptSeconds = Number(setting('KEPT_SECONDS'));

/** The queue to the lake's table. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  logEvent(event);
  return await store(event, { putItems, keptSeconds, nowMs: Date.now, log });
}
