import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { BatchResponse } from '../consumers/batch.ts';
import { type PutEvent, publish } from '../consumers/publish.ts';
import { log } from '../log.ts';
import { setting } from '../settings.ts';
import { jsonBytes } from '../storage/dynamodb.ts';

const kinesis = new KinesisClient({});
const StreamName = setting('EVENT_STREAM_NAME');

const putEvent: PutEvent = async (event) => {
  await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: event.id, Data: jsonBytes(event) }));
};

/** Event log's stream to Kinesis. */
export async function handler(batch: DynamoDBStreamEvent): Promise<BatchResponse> {
  return await publish(batch, putEvent, log);
}
