import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { failureTopics } from '../failures/failure-topics.ts';
import { kindOf } from '../kinds/registry.ts';
import { describeError, log } from '../log.ts';
import { setting } from '../settings.ts';
import { jobsTable } from '../storage/jobs-table.ts';
import { stepQueue } from '../worker/step-queue.ts';
import { type Worker, workOn } from '../worker/work.ts';

const consumer = setting('CONSUMER_ID');
const worker: Worker = {
  consumer,
  timeoutSeconds: Number(setting('TIMEOUT')),
  store: jobsTable({
    tableName: setting('TABLE_NAME'),
    attempts: Number(setting('OPTIMISTIC_LOCKING_RETRY_ATTEMPTS')),
  }),
  kindOf,
  sendStep: stepQueue(new SQSClient({}), setting('QUEUE_URL')),
  reportFailure: failureTopics(new SNSClient({}), { [consumer]: setting('FAILURE_TOPIC_ARN') }),
  nowMs: Date.now,
  log,
};
const processor = new BatchProcessor(EventType.SQS);

/** The consumer's queue. A message that fails is reported by itself. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  return await processPartialResponse(event, workOnRecord, processor, { throwOnFullBatchFailure: false });
}

async function workOnRecord({ messageId, body }: SQSRecord): Promise<void> {
  try {
    await workOn(JSON.parse(body), worker);
  } catch (error) {
    log('a message failed', { messageId, ...describeError(error) });
    throw error;
  }
}
