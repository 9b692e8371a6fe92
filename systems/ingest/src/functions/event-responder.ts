import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { log, logEvent } from '../log.ts';
import { answer, respond } from '../responder/respond.ts';
import { dynamoTakeOnce } from '../responder/take-once.ts';
import { setting } from '../settings.ts';

const takeOnce = dynamoTakeOnce({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
  rememberedTableName: setting('REMEMBERED_TABLE_NAME'),
  rememberedSeconds: Number(setting('REMEMBERED_SECONDS')),
  tallyTableName: setting('TALLY_TABLE_NAME'),
  now: Date.now,
});

/** The rule's events, which a queue gathers, and the API's requests. */
export async function handler(
  event: SQSEvent | APIGatewayProxyEvent,
): Promise<SQSBatchResponse | APIGatewayProxyResult> {
  logEvent(event);
  return 'httpMethod' in event ? answer(event, log) : await respond(event, takeOnce, log);
}
