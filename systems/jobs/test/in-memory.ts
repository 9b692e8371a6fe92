import { dispatchWithinMs, type Job, nextAttentionAt, type Phase } from '../src/domain/job.ts';
import type { JobFailure, JobMessage, StepMessage } from '../src/domain/messages.ts';
import { consumersOf, kindOf } from '../src/kinds/registry.ts';
import type { JobStore } from '../src/storage/job-store.ts';
import { changeLocked } from '../src/storage/optimistic-lock.ts';
import type { Worker } from '../src/worker/work.ts';

export const startAt = Date.UTC(2026, 0, 1);

/** A job as the API puts it. */
export function newJob(id: string, given: Partial<Job> = {}): Job {
  const fresh = { type: 'sleep', parameters: { seconds: 3 }, parts: {}, version: 0, phase: 'new' as const };
  return { id, ...fresh, createdAt: startAt, attentionAt: startAt, ...given };
}

export interface Jobs {
  readonly store: JobStore;
  readonly all: Map<string, Job>;
}

/** Jobs in memory. `rivals` are writes by others, each just before one of ours. */
export function jobsInMemory(jobs: readonly Job[], rivals: ((job: Job) => Job)[] = []): Jobs {
  const all = new Map(jobs.map((job) => [job.id, job]));
  const lock = {
    attempts: 10,
    random: () => 0.5,
    pause: async () => {},
    read: async (id: string) => all.get(id),
    write: async (job: Job, was: number) => {
      const stored = all.get(job.id);
      const rival = rivals.shift();
      if (rival !== undefined && stored !== undefined) {
        all.set(job.id, { ...rival(stored), version: stored.version + 1 });
      }
      if (all.get(job.id)?.version !== was) return false;
      const attentionAt = nextAttentionAt(job, consumersOf(job.type));
      const phase = attentionAt === undefined ? 'ended' : 'running';
      all.set(job.id, { ...job, phase, attentionAt: attentionAt ?? job.attentionAt });
      return true;
    },
  };
  const inPhase = async function* (phase: Phase, firstAt: number, lastAt: number) {
    for (const job of all.values()) {
      if (job.phase === phase && firstAt <= job.attentionAt && job.attentionAt <= lastAt) yield job;
    }
  };
  const store: JobStore = {
    change: async (id, change) => await changeLocked(id, change, lock),
    needingAttention: async function* (nowAt) {
      yield* inPhase('running', 0, nowAt);
      yield* inPhase('new', 0, nowAt - dispatchWithinMs);
    },
    newFrom: (firstAt, lastAt) => inPhase('new', firstAt, lastAt),
    putOff: async (job, untilAt) => {
      if (all.get(job.id) !== job) return false;
      all.set(job.id, { ...job, phase: 'running', attentionAt: untilAt });
      return true;
    },
  };
  return { store, all };
}

export interface Sent {
  readonly message: StepMessage;
  readonly delaySeconds: number;
}

/** A consumer whose queue, failure topic and clock are lists and a number. */
export function workerInMemory({ store }: Jobs, given: Partial<Worker> = {}) {
  const sent: Sent[] = [];
  const failures: JobFailure[] = [];
  const clock = { nowAt: startAt };
  const worker: Worker = {
    consumer: 'consumer_1',
    timeoutSeconds: 300,
    store,
    kindOf,
    sendStep: async (message, delaySeconds) => {
      sent.push({ message, delaySeconds });
    },
    reportFailure: async (failure) => {
      failures.push(failure);
    },
    nowMs: () => clock.nowAt,
    log: () => {},
    ...given,
  };
  return { worker, sent, failures, clock };
}

/** The message with which a job reaches its consumers. */
export function firstStep({ id, type, parameters }: Job): StepMessage {
  return { jobId: id, type, parameters, step: 0 };
}

/** A place for messages, and a failure on demand. */
export function publisher(failsFor: ReadonlySet<string> = new Set()) {
  const published: JobMessage[] = [];
  const publish = async (message: JobMessage) => {
    if (failsFor.has(message.jobId)) throw new Error('the topic does not answer');
    published.push(message);
  };
  return { published, publish };
}
