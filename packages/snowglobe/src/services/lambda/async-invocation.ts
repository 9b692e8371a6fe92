import type { InvocationResult } from '../../contract/function-runner.ts';
import { asyncLimits } from './limits.ts';
import type { AsyncInvocationRow, EventInvokeConfigRow } from './tables.ts';

/** How one attempt ended. */
export type AttemptEnd =
  | { readonly kind: 'answered'; readonly result: InvocationResult }
  /** Too much was running: the attempt does not count. */
  | { readonly kind: 'throttled' }
  /** The function is gone, or its role: nothing more can be done. */
  | { readonly kind: 'impossible'; readonly message: string };

export type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'InvocationFailed';

/** What follows an attempt. */
export type NextMove =
  | { readonly kind: 'over'; readonly condition: Condition }
  | { readonly kind: 'again'; readonly row: AsyncInvocationRow };

type Policy = Pick<EventInvokeConfigRow, 'maximumRetryAttempts' | 'maximumEventAgeSeconds'>;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export function afterAttempt(
  row: AsyncInvocationRow,
  end: AttemptEnd,
  policy: Policy | undefined,
  now: number,
): NextMove {
  if (end.kind === 'impossible') return { kind: 'over', condition: 'InvocationFailed' };
  if (end.kind === 'answered' && end.result.functionError === undefined) return { kind: 'over', condition: 'Success' };
  const attempts = row.attempts + (end.kind === 'answered' ? 1 : 0);
  const retries = policy?.maximumRetryAttempts ?? asyncLimits.defaultRetries;
  if (attempts > retries) return { kind: 'over', condition: 'RetriesExhausted' };
  const throttles = end.kind === 'throttled' ? row.throttles + 1 : 0;
  const dueAt = now + (end.kind === 'throttled' ? throttleDelayMs(throttles) : retryDelayMs(attempts));
  const maximumAgeMs = (policy?.maximumEventAgeSeconds ?? asyncLimits.defaultMaximumAgeSeconds) * 1000;
  if (dueAt - row.enqueuedAt > maximumAgeMs) return { kind: 'over', condition: 'EventAgeExceeded' };
  return { kind: 'again', row: { ...row, attempts, throttles, dueAt } };
}

function retryDelayMs(attempts: number): number {
  return asyncLimits.retryDelaysMs[attempts - 1] ?? asyncLimits.retryDelaysMs[1];
}

function throttleDelayMs(throttles: number): number {
  return Math.min(asyncLimits.firstThrottleDelayMs * 2 ** (throttles - 1), asyncLimits.longestThrottleDelayMs);
}

/** What a destination receives. */
export interface DestinationRecord {
  readonly row: AsyncInvocationRow;
  readonly functionArn: string;
  readonly condition: Condition;
  /** Attempts made. */
  readonly attempts: number;
  readonly result: InvocationResult | undefined;
  readonly now: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function destinationRecord(record: DestinationRecord): object {
  const { row, result } = record;
  return {
    version: '1.0',
    timestamp: new Date(record.now).toISOString(),
    requestContext: {
      requestId: row.requestId,
      functionArn: record.functionArn,
      condition: record.condition,
      approximateInvokeCount: record.attempts,
    },
    requestPayload: parsed(row.payload),
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: result.executedVersion,
        ...(result.functionError && { functionError: result.functionError }),
      },
      responsePayload: parsed(result.payload),
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
