import { JobFailed } from '../domain/errors.ts';
import { cancel, isDue, type Job, keepGoing, succeed, takeUp } from '../domain/job.ts';
import { isCancel, type JobFailure, type JobMessage, type StepMessage } from '../domain/messages.ts';
import { checkParameters } from '../kinds/check-parameters.ts';
import type { JobKind, StepOutcome } from '../kinds/job-kind.ts';
import type { Log } from '../log.ts';
import type { JobStore } from '../storage/job-store.ts';

export interface Worker {
  readonly consumer: string;
  readonly timeoutSeconds: number;
  readonly store: JobStore;
  readonly kindOf: (type: string) => JobKind | undefined;
  /** Puts a message on this consumer's own queue, to be seen after a delay. */
  readonly sendStep: (message: StepMessage, delaySeconds: number) => Promise<void>;
  readonly reportFailure: (failure: JobFailure) => Promise<void>;
  readonly nowMs: () => number;
  readonly log: Log;
}

/** Takes one message of the consumer's queue. What throws is tried again by the queue. */
export async function workOn(message: JobMessage, worker: Worker): Promise<void> {
  const { consumer, store, log } = worker;
  if (isCancel(message)) {
    await store.change(message.jobId, (job) => cancel(job, consumer));
    log('cancelled', { jobId: message.jobId });
    return;
  }
  const turn = { consumer, step: message.step, nowAt: worker.nowMs() };
  const job = await store.change(message.jobId, (found) => takeUp(found, turn));
  if (job === undefined || !isDue(job, turn)) {
    log('nothing is left to do', { jobId: message.jobId, step: message.step, known: job !== undefined });
    return;
  }
  await doStep(job, message, worker);
}

async function doStep(job: Job, message: StepMessage, worker: Worker): Promise<void> {
  const { consumer, store, log } = worker;
  const outcome = await outcomeOf(message, worker);
  if (outcome instanceof JobFailed) {
    const { jobId, parameters } = message;
    log('the job failed', { jobId, reason: outcome.message });
    await worker.reportFailure({ jobId, consumer, parameters, reason: outcome.message });
    return;
  }
  if ('results' in outcome) {
    await store.change(job.id, (found) => succeed(found, consumer, outcome.results));
    log('the job is done', { jobId: job.id });
    return;
  }
  const { state, waitSeconds, progress } = outcome;
  // The next step is sent first: a step that is repeated after a crash sends it again, and the later one of two finds nothing to do.
  await worker.sendStep({ ...message, step: message.step + 1, state }, waitSeconds);
  const turn = { consumer, step: message.step, nowAt: worker.nowMs() };
  await store.change(job.id, (found) => keepGoing(found, turn, waitSeconds * 1000, progress));
}

async function outcomeOf(message: StepMessage, worker: Worker): Promise<StepOutcome | JobFailed> {
  const kind = worker.kindOf(message.type);
  if (kind === undefined) return new JobFailed(`no kind of job is called ${message.type}`);
  try {
    checkParameters(kind, message.parameters);
    return await kind.step(message.parameters, { state: message.state, timeoutSeconds: worker.timeoutSeconds });
  } catch (error) {
    if (error instanceof JobFailed) return error;
    throw error;
  }
}
