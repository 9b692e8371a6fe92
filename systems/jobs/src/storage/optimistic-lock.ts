import { backoffMs } from '../domain/backoff.ts';
import { LockLost } from '../domain/errors.ts';
import type { Job } from '../domain/job.ts';
import type { Change } from './job-store.ts';

export interface Lock {
  /** Reads consistently. */
  readonly read: (jobId: string) => Promise<Job | undefined>;
  /** Writes on condition that the stored version is `was`; false when it is not. */
  readonly write: (job: Job, was: number) => Promise<boolean>;
  readonly attempts: number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
}

/** Reads, changes and writes until nobody was faster. Between attempts it waits for a random time that grows. */
export async function changeLocked(jobId: string, change: Change, lock: Lock): Promise<Job | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const job = await lock.read(jobId);
    const changed = job === undefined ? undefined : change(job);
    if (job === undefined || changed === undefined) return job;
    const next = { ...changed, version: job.version + 1 };
    if (await lock.write(next, job.version)) return next;
    if (attempt >= lock.attempts) throw new LockLost(jobId, attempt);
    await lock.pause(backoffMs(attempt, lock.random));
  }
}
