import { AwsError } from '../../contract/aws-error.ts';
import { type ExhaustedCondition, retryDecision } from '../eventbridge/undelivered/retry-decision.ts';
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

export type AfterFailure =
  | { readonly kind: 'again'; readonly row: InvocationRow }
  | { readonly kind: 'dead'; readonly condition?: ExhaustedCondition };

/** What follows a try that failed. `jitter`: 0 <= x < 1. */
export function afterFailure(
  row: InvocationRow,
  failure: InvocationFailure,
  now: number,
  jitter: number,
): AfterFailure {
  if (!failure.retried) return { kind: 'dead' };
  const { failures, startedAt, target } = row;
  const decision = retryDecision({ failures, startedAt, retryPolicy: target.RetryPolicy }, now, jitter);
  if (decision.kind === 'dead') return decision;
  return { kind: 'again', row: { ...row, failures: failures + 1, dueAt: decision.dueAt } };
}
