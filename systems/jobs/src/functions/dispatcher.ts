import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { dispatch } from '../dispatcher/dispatch.ts';
import { topicPublisher } from '../dispatcher/topic.ts';
import { log } from '../log.ts';
import { setting } from '../settings.ts';

const publish = topicPublisher(new SNSClient({}), setting('JOBS_TOPIC_ARN'));

/** The table's stream to the consumers. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return await dispatch(Records, { publish, log });
}
