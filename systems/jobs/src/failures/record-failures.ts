import type { SNSEvent } from 'aws-lambda';
import { fail, partOf } from '../domain/job.ts';
import type { JobFailure } from '../domain/messages.ts';
import type { Log } from '../log.ts';
import type { JobStore } from '../storage/job-store.ts';

export interface FailureRecorder {
  readonly store: JobStore;
  readonly log: Log;
}

/**
 * Records what a consumer's failure topic tells. The job is read by its key, however long ago its record left the stream.
 * What throws goes to the bus of failed jobs, from where it can be replayed.
 */
export async function recordFailures({ Records }: SNSEvent, { store, log }: FailureRecorder): Promise<void> {
  for (const { Sns } of Records) {
    const { jobId, consumer, reason }: JobFailure = JSON.parse(Sns.Message);
    const job = await store.change(jobId, (found) => fail(found, consumer));
    log('recorded a failure', { jobId, consumer, reason, status: job && partOf(job, consumer)?.status });
  }
}
