import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { log, logEvent } from '../log.ts';
import { actOnce } from '../responder/act-once.ts';
import { answer, type BusEvent, respond } from '../responder/respond.ts';
import { dynamoTally } from '../responder/tally.ts';
import { setting } from '../settings.ts';

const client = new DynamoDBClient({});
const act = actOnce({
  client,
  tableName: setting('REMEMBERED_TABLE_NAME'),
  rememberedSeconds: Number(setting('REMEMBERED_SECONDS')),
  act: dynamoTally(DynamoDBDocumentClient.from(client), setting('TALLY_TABLE_NAME')),
});

/** The rule's events and the API's requests. */
export async function handler(event: BusEvent | APIGatewayProxyEvent): Promise<APIGatewayProxyResult | undefined> {
  logEvent(event);
  if ('httpMethod' in event) return answer(event, log);
  await respond(event, act, log);
  return undefined;
}
