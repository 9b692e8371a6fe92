import type { CauseLink } from './cause.ts';

/** What came of one invocation. */
export interface InvocationResult {
  /** JSON text; for an error `{errorMessage, errorType, trace}`. */
  readonly payload: string;
  /** `Unhandled` when the function failed, timed out or crashed. */
  readonly functionError?: 'Unhandled' | 'Handled';
  /** `$LATEST` or the version number that ran. */
  readonly executedVersion: string;
  /** The last 4 KB of its log, base64. */
  readonly logTail: string;
  readonly requestId: string;
}

/** Runs functions for others (delivery, API Gateway). Provided by the Lambda service. */
export interface FunctionRunner {
  /**
   * Invokes synchronously. `functionArn` may carry a version or alias. Rejects with AWS's TooManyRequestsException,
   * ResourceNotFoundException, AccessDeniedException ...; a function's own failure resolves with `functionError`.
   */
  invoke(functionArn: string, payload: string, cause: CauseLink): Promise<InvocationResult>;
  /** Queues an asynchronous invocation (its retries, destinations and dead letters follow). */
  invokeLater(functionArn: string, payload: string, cause: CauseLink): Promise<void>;
}
