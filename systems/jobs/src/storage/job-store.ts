import type { Job } from '../domain/job.ts';

/** Makes the next state of a job; undefined leaves it as it is. Must be pure: it is asked again when another writer was faster. */
export type Change = (job: Job) => Job | undefined;

export interface JobStore {
  /** Changes a job by optimistic locking and answers what it is now; undefined for a job that does not exist. Throws LockLost. */
  change(jobId: string, change: Change): Promise<Job | undefined>;
  /** Running jobs whose attention is due, and new jobs that should have been taken up. */
  needingAttention(nowAt: number): AsyncIterable<Job>;
  /** Jobs that nobody has taken up, of those that were handed in between two instants. */
  newFrom(firstAt: number, lastAt: number): AsyncIterable<Job>;
  /** Puts off the next look at a job, which counts as running then; false when it has changed since it was read. */
  putOff(job: Job, untilAt: number): Promise<boolean>;
}
