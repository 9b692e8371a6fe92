import type { SNSEvent } from 'aws-lambda';
import type { JobMessage } from '../domain/messages.ts';
import type { Log } from '../log.ts';
import type { JobStore } from '../storage/job-store.ts';
import { type FailedBatch, handedIn } from './failed-batch.ts';

export interface SecondDispatch {
  readonly store: JobStore;
  readonly publish: (message: JobMessage) => Promise<void>;
  readonly log: Log;
}

/**
 * Hands out the jobs of batches that the stream's mapping gave up on. They are found by when they were handed in, so some
 * may get their message twice, which does no harm. What throws goes to the bus of failed jobs and can be replayed.
 */
export async function dispatchAgain({ Records }: SNSEvent, { store, publish, log }: SecondDispatch): Promise<void> {
  for (const { Sns } of Records) {
    const batch: FailedBatch = JSON.parse(Sns.Message);
    const dispatched: string[] = [];
    for await (const { id, type, parameters } of store.newFrom(...handedIn(batch))) {
      await publish({ jobId: id, type, parameters, step: 0 });
      dispatched.push(id);
    }
    log('dispatched again', { ...batch.requestContext, jobs: dispatched });
  }
}
