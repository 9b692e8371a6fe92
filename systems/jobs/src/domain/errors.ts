/** A job that no attempt will bring to an end: the job's own fault, told to its failure topic. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

/** Other writers were faster each time. */
export class LockLost extends Error {
  override readonly name = 'LockLost';

  constructor(jobId: string, attempts: number) {
    super(`job ${jobId} was changed by others in each of ${attempts} attempts`);
  }
}
