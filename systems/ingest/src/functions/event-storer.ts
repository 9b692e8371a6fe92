import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { log, logEvent } from '../log.ts';
import { setting } from '../settings.ts';
import { dynamoPutOnce } from '../storer/put-once.ts';
import { store } from '../storer/store.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const putOnce = dynamoPutOnce(client, setting('TABLE_NAME'));
const keptSeconds = Number(setting('KEPT_SECONDS'));

/** The queue to the lake's table. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  logEvent(event);
  return await store(event, { putOnce, keptSeconds, nowMs: Date.now, log });
}
