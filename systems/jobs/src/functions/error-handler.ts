import type { SNSEvent } from 'aws-lambda';
import { recordFailures } from '../failures/record-failures.ts';
import { log } from '../log.ts';
import { setting } from '../settings.ts';
import { jobsTable } from '../storage/jobs-table.ts';

const attempts = Number(setting('OPTIMISTIC_LOCKING_RETRY_ATTEMPTS'));
const store = jobsTable({ tableName: setting('TABLE_NAME'), attempts });

/** A consumer's failure topic, and replays of what failed here. */
export async function handler(event: SNSEvent): Promise<void> {
  await recordFailures(event, { store, log });
}
