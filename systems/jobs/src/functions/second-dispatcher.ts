import { SNSClient } from '@aws-sdk/client-sns';
import type { SNSEvent } from 'aws-lambda';
import { topicPublisher } from '../dispatcher/topic.ts';
import { dispatchAgain } from '../failures/dispatch-again.ts';
import { log } from '../log.ts';
import { setting } from '../settings.ts';
import { jobsTable } from '../storage/jobs-table.ts';

const store = jobsTable({ tableName: setting('TABLE_NAME'), attempts: 1 });
const publish = topicPublisher(new SNSClient({}), setting('JOBS_TOPIC_ARN'));

/** The topic of batches that the dispatcher's mapping gave up on, and replays of what failed here. */
export async function handler(event: SNSEvent): Promise<void> {
  await dispatchAgain(event, { store, publish, log });
}
