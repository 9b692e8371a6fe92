import { JobFailed } from '../domain/errors.ts';
import { type JobKind, longestWaitSeconds } from './job-kind.ts';

/** Does nothing for some seconds. It waits in the queue, so it takes up no function while it sleeps. */
export const sleep: JobKind<{ readonly seconds: number }> = {
  type: 'sleep',
  description: 'Sleeps for some seconds',
  consumers: ['consumer_1', 'consumer_2'],
  schema: {
    properties: { seconds: { type: 'integer', minimum: 1, maximum: 43_200 } },
    required: ['seconds'],
  },
  step({ seconds }, { state, timeoutSeconds }) {
    if (seconds > timeoutSeconds) throw new JobFailed(`${seconds} seconds are more than a job's ${timeoutSeconds}`);
    const sleptSeconds = Number(state?.['sleptSeconds'] ?? 0);
    if (sleptSeconds >= seconds) return { results: `I slept for ${seconds} seconds` };
    const waitSeconds = Math.min(napSeconds(seconds), seconds - sleptSeconds);
    return {
      state: { sleptSeconds: sleptSeconds + waitSeconds },
      waitSeconds,
      ...(sleptSeconds === 0 ? {} : { progress: Math.floor((sleptSeconds / seconds) * 100) / 100 }),
    };
  },
};

/** A tenth of the whole, so that progress can be seen, but no more often than every ten seconds. */
function napSeconds(seconds: number): number {
  return Math.min(longestWaitSeconds, Math.max(10, Math.ceil(seconds / 10)));
}
