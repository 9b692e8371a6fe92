/** What rules and schedules do when a target's RetryPolicy says nothing. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const defaults = { retryAttempts: 185, eventAgeSeconds: 86_400 } as const;

const firstWaitMs = 1_000;
const longestWaitMs = 8 * 60_000;

export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

export interface Tries {
  /** Tries that failed before this one. */
  readonly failures: number;
  /** Epoch ms from which the age counts. */
  readonly startedAt: number;
  readonly retryPolicy?:
    | { readonly MaximumRetryAttempts?: number | undefined; readonly MaximumEventAgeInSeconds?: number | undefined }
    | undefined;
  /** At least so long before the next try, as a target asked for. */
  readonly waitMs?: number | undefined;
}

export type RetryDecision =
  | { readonly kind: 'again'; readonly dueAt: number }
  | { readonly kind: 'dead'; readonly condition?: ExhaustedCondition };

/** What follows a try that failed and may be repeated. `jitter`: 0 <= x < 1. */
export function retryDecision(tries: Tries, now: number, jitter: number): RetryDecision {
  const { failures, startedAt, retryPolicy, waitMs = 0 } = tries;
  const { MaximumRetryAttempts = defaults.retryAttempts, MaximumEventAgeInSeconds = defaults.eventAgeSeconds } =
    retryPolicy ?? {};
  if (failures >= MaximumRetryAttempts) return { kind: 'dead', condition: 'MaximumRetryAttempts' };
  const longestMs = Math.min(firstWaitMs * 2 ** Math.min(failures, 20), longestWaitMs);
  const dueAt = now + Math.max(Math.ceil(longestMs * (0.5 + jitter / 2)), waitMs);
  const isTooOld = dueAt > startedAt + MaximumEventAgeInSeconds * 1000;
  return isTooOld ? { kind: 'dead', condition: 'MaximumEventAgeInSeconds' } : { kind: 'again', dueAt };
}
