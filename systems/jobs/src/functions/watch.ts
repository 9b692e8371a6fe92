import { SNSClient } from '@aws-sdk/client-sns';
import { failureTopics } from '../failures/failure-topics.ts';
import { log } from '../log.ts';
import { setting } from '../settings.ts';
import { jobsTable } from '../storage/jobs-table.ts';
import { lookAfter } from '../watch/look-after.ts';

const store = jobsTable({ tableName: setting('TABLE_NAME'), attempts: 1 });
const reportFailure = failureTopics(new SNSClient({}), JSON.parse(setting('FAILURE_TOPIC_ARNS')));

/** Once a minute. */
export async function handler(): Promise<void> {
  await lookAfter({ store, reportFailure, nowMs: Date.now, log });
}
