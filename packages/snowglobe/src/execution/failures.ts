/** Bodies of failures that Lambda itself finds, not the function's runtime. */

/** A failed invocation: the body that the caller sees and what the report line says. */
export interface Failure {
  readonly body: string;
  readonly errorType: string;
  readonly status: 'error' | 'timeout';
}

const failure = (errorType: string, errorMessage: string, status: Failure['status'] = 'error'): Failure => ({
  body: JSON.stringify({ errorType, errorMessage }),
  errorType,
  status,
});

export const taskTimedOut = (timeoutMs: number): string =>
  `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;

export function timedOut(requestId: string, timeoutMs: number): Failure {
  return failure('Sandbox.Timedout', `RequestId: ${requestId} Error: ${taskTimedOut(timeoutMs)}`, 'timeout');
}

/** The thread ended while an invocation ran: `process.exit`, or too little memory. */
export function exited(requestId: string, exitCode: number, outOfMemory: boolean): Failure {
  if (outOfMemory)
    return failure('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`);
  const reason =
    exitCode === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${exitCode}`;
  return failure('Runtime.ExitError', `RequestId: ${requestId} Error: ${reason}`);
}

/** A synchronous response may have 6 MB; AWS's figure, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const responseLimitBytes = 6_291_556;

export function responseTooLarge(): Failure {
  return failure(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`,
  );
}

/** What the function's runtime reported, JSON text with an errorType. */
export function reported(body: string): Failure {
  const { errorType } = JSON.parse(body) as { errorType?: string };
  return { body, errorType: errorType?.startsWith('Runtime.') ? errorType : 'Runtime.Unknown', status: 'error' };
}
