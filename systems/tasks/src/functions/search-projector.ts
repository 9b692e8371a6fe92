import type { KinesisStreamEvent } from 'aws-lambda';
import type { BatchResponse } from '../consumers/batch.ts';
import { consumeEvents } from '../consumers/kinesis-events.ts';
import { log } from '../log.ts';
import { setting } from '../settings.ts';
import { documentClient } from '../storage/dynamodb.ts';
import { dynamoEventLog } from '../storage/event-log.ts';
import { dynamoSearchIndex } from '../storage/search-index.ts';

const client = documentClient();
const eventLog = dynamoEventLog(client, {
  eventLog: setting('EVENT_LOG_TABLE_NAME'),
  snapshots: setting('SNAPSHOTS_TABLE_NAME'),
});
const searchIndex = dynamoSearchIndex(client, setting('SEARCH_INDEX_TABLE_NAME'));

/** Domain events to the search index: an event says which task changed, the log says what it is now. */
export async function handler(batch: KinesisStreamEvent): Promise<BatchResponse> {
  return await consumeEvents(batch, ({ event }) => searchIndex.update(() => eventLog.load(event.id)), log);
}
