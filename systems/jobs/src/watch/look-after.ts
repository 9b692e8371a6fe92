import { lostConsumers } from '../domain/job.ts';
import type { JobFailure } from '../domain/messages.ts';
import { consumersOf } from '../kinds/registry.ts';
import type { Log } from '../log.ts';
import type { JobStore } from '../storage/job-store.ts';

export interface Watch {
  readonly store: JobStore;
  readonly reportFailure: (failure: JobFailure) => Promise<void>;
  readonly nowMs: () => number;
  readonly log: Log;
}

/** How long a failure may take to be recorded before it is told again. */
const remindAgainMs = 15 * 60_000;

/** Tells failures of what is lost: a lease that ran out, a job that nobody took up. So no job is "Running" for ever. */
export async function lookAfter({ store, reportFailure, nowMs, log }: Watch): Promise<void> {
  const nowAt = nowMs();
  for await (const job of store.needingAttention(nowAt)) {
    const lost = lostConsumers(job, consumersOf(job.type), nowAt);
    const isOurs = await store.putOff(job, nowAt + remindAgainMs);
    if (!isOurs || lost.length === 0) continue;
    log('a job is lost', { jobId: job.id, consumers: lost });
    for (const consumer of lost) {
      await reportFailure({ jobId: job.id, consumer, parameters: job.parameters, reason: 'its lease ran out' });
    }
  }
}
