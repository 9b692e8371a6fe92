import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { emit } from '../emitter/emit.ts';
import { eventBridgeBus } from '../emitter/event-bus.ts';
import { log, logEvent } from '../log.ts';
import { setting } from '../settings.ts';

const putEvents = eventBridgeBus(new EventBridgeClient({}));
const busName = setting('EVENT_BUS_NAME');

/** The table's stream to the bus. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  logEvent(event);
  return await emit(event.Records, { putEvents, busName, log });
}
