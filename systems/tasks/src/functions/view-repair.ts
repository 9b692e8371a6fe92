import type { KinesisStreamEvent } from 'aws-lambda';
import type { BatchResponse } from '../consumers/batch.ts';
import { consumeEvents } from '../consumers/kinesis-events.ts';
import { repairView } from '../consumers/repair-view.ts';
import { log } from '../log.ts';
import { setting } from '../settings.ts';
import { documentClient } from '../storage/dynamodb.ts';
import { dynamoEventLog } from '../storage/event-log.ts';
import { dynamoTaskViews } from '../storage/task-views.ts';

const client = documentClient();
const eventLog = dynamoEventLog(client, {
  eventLog: setting('EVENT_LOG_TABLE_NAME'),
  snapshots: setting('SNAPSHOTS_TABLE_NAME'),
});
const views = dynamoTaskViews(client, setting('TASKS_VIEW_TABLE_NAME'));

/** Domain events to views that are behind. */
export async function handler(batch: KinesisStreamEvent): Promise<BatchResponse> {
  return await consumeEvents(batch, ({ event }) => repairView(event, { eventLog, views, log }), log);
}
