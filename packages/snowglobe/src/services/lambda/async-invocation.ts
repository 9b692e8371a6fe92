import type { InvocationResult } from '../../contract/function-runner.ts';
import { asyncLimits } from './limits.ts';
import type { AsyncInvocationRow, EventInvokeConfigRow } from './tables.ts';

/** How one attempt ended. */
export type AttemptEnd =
  | { readonly kind: 'answered'; readonly result: InvocationResult }
  /** Too much was running, or the fault was Lambda's: the attempt does not count. `status`: 429, or 500 and above. */
  | { readonly kind: 'throttled'; readonly status: number; readonly message: string }
  /** The function's reserved concurrency is zero: nothing is tried again. */
  | { readonly kind: 'stopped'; readonly message: string }
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
  // AWS: "When you set reserved concurrency to zero ... Lambda begins sending new events to the dead-letter queue or the on-failure destination, without any retries."
  if (end.kind === 'stopped') return { kind: 'over', condition: 'RetriesExhausted' };
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

/** Under which key a bucket gets a record: `aws/lambda/async/FUNCTION/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-UUID`. */
export function recordKey(functionName: string, now: number, uuid: string): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const day = date.replaceAll('-', '/');
  return `aws/lambda/async/${functionName}/${day}/${date}T${time.slice(0, 8).replaceAll(':', '.')}-${uuid}`;
}

/** What a dead-letter queue is told of the end. AWS: "Dead-letter queues", ErrorCode and ErrorMessage. */
export function deadLetterReason(end: AttemptEnd): { readonly code: number; readonly message: string } {
  if (end.kind === 'throttled') return { code: end.status, message: end.message };
  if (end.kind === 'stopped') return { code: 429, message: end.message };
  if (end.kind === 'impossible') return { code: 500, message: end.message };
  const { errorMessage } = (parsed(end.result.payload) ?? {}) as { readonly errorMessage?: unknown };
  return {
    code: 200,
    message: typeof errorMessage === 'string' && errorMessage !== '' ? errorMessage : 'Unknown error',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
