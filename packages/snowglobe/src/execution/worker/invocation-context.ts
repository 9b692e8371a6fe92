import type { InitMessage, InvokeMessage } from '../messages.ts';

/** What a handler's `context` may end the invocation with. */
export interface Completion {
  readonly succeed: (result?: unknown) => void;
  readonly fail: (error?: unknown) => void;
}

/** The `context` argument of a handler. */
export interface InvocationContext {
  callbackWaitsForEmptyEventLoop: boolean;
  readonly [name: string]: unknown;
}

/** Builds `context`, with the functions of the callback era on runtimes that still have them. */
export function invocationContext(init: InitMessage, invoke: InvokeMessage, completion: Completion): InvocationContext {
  const deadline = performance.now() + invoke.timeoutMs;
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: init.functionVersion,
    functionName: init.functionName,
    memoryLimitInMB: String(init.memoryMb),
    logGroupName: init.logGroupName,
    logStreamName: init.logStreamName,
    clientContext: parsedClientContext(invoke.clientContext),
    identity: invoke.cognitoIdentity,
    invokedFunctionArn: invoke.invokedFunctionArn,
    awsRequestId: invoke.requestId,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
  if (init.runtimeMajor >= 24) return context;
  return {
    ...context,
    succeed: completion.succeed,
    fail: completion.fail,
    done: (error?: unknown, result?: unknown) =>
      error === undefined || error === null ? completion.succeed(result) : completion.fail(error),
  };
}

function parsedClientContext(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  return JSON.parse(text);
}
