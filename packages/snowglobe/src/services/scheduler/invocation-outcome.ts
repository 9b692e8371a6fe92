import { AwsError } from '../../contract/aws-error.ts';
import { limits } from './limits.ts';
import type { InvocationRow } from './tables.ts';

export interface InvocationFailure {
  /** The code of the target's error. */
  readonly code: string;
  readonly message: string;
  readonly retried: boolean;
}

const transient =
  /Throttl|TooManyRequests|Throughput|LimitExceeded|OverLimit|Internal|ServiceUnavailable|ServiceException|Timeout/;

/** Only what may pass by itself is tried again. */
export function failureOf(error: unknown): InvocationFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AwsError)) return { code: 'InternalFailure', message, retried: true };
  return { code: error.code, message, retried: transient.test(error.code) };
}

export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

export type AfterFailure =
  | { readonly kind: 'again'; readonly row: InvocationRow }
  | { readonly kind: 'dead'; readonly condition?: ExhaustedCondition };

const firstWaitMs = 1_000;
const longestWaitMs = 8 * 60_000;

/** What follows a try that failed. `jitter`: 0 <= x < 1. */
export function afterFailure(
  row: InvocationRow,
  failure: InvocationFailure,
  now: number,
  jitter: number,
): AfterFailure {
  if (!failure.retried) return { kind: 'dead' };
  const { MaximumRetryAttempts = limits.retryAttempts, MaximumEventAgeInSeconds = limits.eventAgeSeconds } =
    row.target.RetryPolicy ?? {};
  if (row.failures >= MaximumRetryAttempts) return { kind: 'dead', condition: 'MaximumRetryAttempts' };
  const longestMs = Math.min(firstWaitMs * 2 ** Math.min(row.failures, 20), longestWaitMs);
  const dueAt = now + Math.ceil(longestMs * (0.5 + jitter / 2));
  if (dueAt > row.startedAt + MaximumEventAgeInSeconds * 1000) {
    return { kind: 'dead', condition: 'MaximumEventAgeInSeconds' };
  }
  return { kind: 'again', row: { ...row, failures: row.failures + 1, dueAt } };
}
