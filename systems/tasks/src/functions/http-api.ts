import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { ulidSource } from '../domain/ulids.ts';
import { text } from '../http/answers.ts';
import { readRequest } from '../http/request.ts';
import { type ApiContext, answerRequest } from '../http/routes.ts';
import type { GivenAnswer } from '../http/task-commands.ts';
import { describeError, log } from '../log.ts';
import { setting } from '../settings.ts';
import { documentClient } from '../storage/dynamodb.ts';
import { dynamoEventLog } from '../storage/event-log.ts';
import { dynamoLedger } from '../storage/ledger.ts';
import { dynamoSearchIndex } from '../storage/search-index.ts';
import { dynamoTaskViews } from '../storage/task-views.ts';

const client = documentClient();
const ledger = setting('LEDGER_TABLE_NAME');

const context: ApiContext = {
  eventLog: dynamoEventLog(client, {
    eventLog: setting('EVENT_LOG_TABLE_NAME'),
    snapshots: setting('SNAPSHOTS_TABLE_NAME'),
    ledger,
  }),
  views: dynamoTaskViews(client, setting('TASKS_VIEW_TABLE_NAME')),
  searchIndex: dynamoSearchIndex(client, setting('SEARCH_INDEX_TABLE_NAME')),
  ledger: dynamoLedger<GivenAnswer>(client, ledger),
  nextUlid: ulidSource(),
  now: () => new Date(),
  region: setting('AWS_REGION'),
  log,
};

/** Serves the HTTP API. */
export async function handler(
  event: APIGatewayProxyEventV2,
  invocation: Context,
): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    return await answerRequest(readRequest(event), context);
  } catch (error) {
    log('the request failed', { requestId: invocation.awsRequestId, path: event.rawPath, ...describeError(error) });
    return text(500, 'Internal server error');
  }
}
