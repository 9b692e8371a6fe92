import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { BatchResponse } from '../consumers/batch.ts';
import { describeError, log } from '../log.ts';
import { type ConsumerAddress, readConsumers } from '../redrive/consumer-address.ts';
import { sqsDeadLetters } from '../redrive/dead-letter-queue.ts';
import { type RedriveContext, type RedriveResult, redriveLetter, redriveQueue } from '../redrive/redrive.ts';
import { dynamoReader, kinesisReader, recordedBetween } from '../redrive/stream-readers.ts';
import { setting, settingsBelow } from '../settings.ts';

/** `{"consumer": "audit-projector", "count": 10}` */
export interface RedriveRequest {
  readonly consumer: string;
  /** How many letters to take at most; 10 when absent. */
  readonly count?: number;
}

const dynamodb = new DynamoDBClient({});
const lambda = new LambdaClient({});
const tableName = setting('EVENT_LOG_TABLE_NAME');
const consumers = readConsumers(settingsBelow('CONSUMER_'));

const context: RedriveContext = {
  sources: {
    streams: {
      dynamodb: dynamoReader(new DynamoDBStreamsClient({})),
      kinesis: kinesisReader(new KinesisClient({})),
    },
    recordedBetween: (fromMs, untilMs) => recordedBetween(dynamodb, tableName, fromMs, untilMs),
  },
  deadLetters: sqsDeadLetters(new SQSClient({})),
  invoke: async (functionName, records) => {
    const Payload = JSON.stringify({ Records: records });
    const answer = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload }));
    const text = new TextDecoder().decode(answer.Payload);
    if (answer.FunctionError !== undefined) throw new Error(`${functionName} failed: ${text}`);
    return (JSON.parse(text) as BatchResponse).batchItemFailures.map((failure) => failure.itemIdentifier);
  },
  region: setting('REGION_OF_EVENTS'),
  log,
};

/** Invoked by an operator with a RedriveRequest, or by the mappings of the dead-letter queues once they are enabled. */
export async function handler(event: RedriveRequest | SQSEvent): Promise<RedriveResult | SQSBatchResponse> {
  if ('Records' in event) return await redriveRecords(event.Records);
  const consumer = consumers.find(({ name }) => name === event.consumer);
  if (consumer === undefined) {
    throw new Error(`consumer is one of ${consumers.map(({ name }) => name).join(', ')}, not "${event.consumer}"`);
  }
  return await redriveQueue(consumer, event.count ?? 10, context);
}

async function redriveRecords(records: readonly SQSRecord[]): Promise<SQSBatchResponse> {
  const failed: SQSRecord[] = [];
  for (const record of records) {
    try {
      await redriveLetter(consumerOfQueue(record.eventSourceARN), record.body, context);
    } catch (error) {
      log('a dead letter failed again', { messageId: record.messageId, ...describeError(error) });
      failed.push(record);
    }
  }
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

function consumerOfQueue(queueArn: string): ConsumerAddress {
  const queueName = queueArn.slice(queueArn.lastIndexOf(':') + 1);
  const consumer = consumers.find(({ queueUrl }) => queueUrl.endsWith(`/${queueName}`));
  if (consumer === undefined) throw new Error(`no consumer's dead letters go to ${queueArn}`);
  return consumer;
}
