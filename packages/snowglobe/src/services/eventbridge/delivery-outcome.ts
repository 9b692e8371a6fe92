import { AwsError } from '../../contract/aws-error.ts';
import type { DeliveryRow } from './tables.ts';
import { type ExhaustedCondition, retryDecision } from './undelivered/retry-decision.ts';

/** Why a try failed, as the dead-letter queue is told. */
export interface DeliveryFailure {
  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
  readonly code: string;
  readonly message: string;
  readonly retried: boolean;
  /** At least so long before the next try, as a target asked for. */
  readonly waitMs?: number;
}

/** Thrown by a sender that knows better than its error's code. */
export class TargetFailure extends Error {
  override readonly name = 'TargetFailure';
  readonly failure: DeliveryFailure;

  constructor(failure: DeliveryFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Thrown by a sender that may not send yet: no try was made. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  /** Epoch ms. */
  readonly until: number;

  constructor(until: number) {
    super('postponed');
    this.until = until;
  }
}

const kinds: readonly (readonly [RegExp, string, boolean])[] = [
  [/AccessDenied|NotAuthorized|Authorization(Error)?$|KMSAccessDenied/, 'NO_PERMISSIONS', false],
  [/NotFound|NonExistent|DoesNotExist|NoSuch/, 'NO_RESOURCE', false],
  [/Throttl|TooManyRequests|Throughput|LimitExceeded|RequestLimit|OverLimit|SlowDown/, 'THROTTLING', true],
  [/Internal|ServiceUnavailable|ServiceException|Timeout/, 'INTERNAL_ERROR', true],
];

/** Missing permissions and targets are not retried: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof TargetFailure) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AwsError)) return { code: 'INTERNAL_ERROR', message, retried: true };
  const known = kinds.find(([pattern]) => pattern.test(error.code));
  return known ? { code: known[1], message, retried: known[2] } : { code: 'SDK_CLIENT_ERROR', message, retried: false };
}

export type AfterFailure =
  | { readonly kind: 'again'; readonly row: DeliveryRow }
  | { readonly kind: 'dead'; readonly condition?: ExhaustedCondition };

/** What follows a try that failed. `jitter`: 0 <= x < 1. */
export function afterFailure(row: DeliveryRow, failure: DeliveryFailure, now: number, jitter: number): AfterFailure {
  if (!failure.retried) return { kind: 'dead' };
  const { failures, ingestedAt: startedAt, target } = row;
  const tries = { failures, startedAt, retryPolicy: target.RetryPolicy, waitMs: failure.waitMs };
  const decision = retryDecision(tries, now, jitter);
  if (decision.kind === 'dead') return decision;
  return { kind: 'again', row: { ...row, failures: failures + 1, dueAt: decision.dueAt } };
}
