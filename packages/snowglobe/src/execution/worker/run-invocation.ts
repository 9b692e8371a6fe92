import type { InitMessage, InvokeMessage } from '../messages.ts';
import { errorBody, errorForLog, RuntimeError } from './error-body.ts';
import { type InvocationContext, invocationContext } from './invocation-context.ts';
import type { Handler } from './load-handler.ts';
import { log } from './logging.ts';
import { send } from './port.ts';
import { isStreaming, ResponseStream } from './streaming.ts';

/** One invocation that runs in this thread. */
export interface RunningInvocation {
  readonly requestId: string;
  /** The event loop has nothing left to do. */
  loopIsEmpty(): void;
}

/** Begins an invocation; `ended` is called once its outcome was sent. */
export function runInvocation(
  handler: Handler,
  init: InitMessage,
  invoke: InvokeMessage,
  ended: () => void,
): RunningInvocation {
  let open = true;
  let returnedPromise = false;
  /** A callback's result that waits for the event loop to be empty. */
  let waiting: { readonly result: unknown } | undefined;

  const answer = (outcome: () => void): void => {
    if (!open) return;
    open = false;
    outcome();
    ended();
  };
  const succeedNow = (result?: unknown) => answer(() => sendResult(result));
  const fail = (error?: unknown) => answer(() => sendFailure(error));
  const callback = (error?: unknown, result?: unknown): void => {
    if (error !== undefined && error !== null) fail(error);
    else if (context.callbackWaitsForEmptyEventLoop) waiting ??= { result };
    else succeedNow(result);
  };
  const context: InvocationContext = invocationContext(init, invoke, { succeed: succeedNow, fail });

  const begin = () => {
    const event = parseEvent(invoke.payload);
    const pending = isStreaming(handler) ? runStreaming(handler, event, context) : handler(event, context, callback);
    if (!isThenable(pending)) return;
    returnedPromise = true;
    pending.then(succeedNow, fail);
  };
  try {
    begin();
  } catch (error) {
    fail(error);
  }
  return {
    requestId: invoke.requestId,
    loopIsEmpty() {
      if (waiting) succeedNow(waiting.result);
      else if (returnedPromise) fail(neverSettled());
      else succeedNow(null);
    },
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function parseEvent(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new RuntimeError('Runtime.UnmarshalError', `Unable to parse event as JSON: ${(error as Error).message}`);
  }
}

async function runStreaming(handler: Handler, event: unknown, context: InvocationContext): Promise<void> {
  const stream = new ResponseStream();
  const closed = new Promise<void>((resolve, reject) => {
    stream.once('close', resolve);
    stream.once('error', reject);
  });
  await handler(event, stream, context);
  if (!stream.writableEnded)
    throw new RuntimeError('Runtime.StreamError', 'The response stream was not ended by the handler.');
  await closed;
}

function neverSettled(): RuntimeError {
  return new RuntimeError(
    'Runtime.NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#process_exit_codes',
  );
}

function sendResult(result: unknown): void {
  try {
    const payload = JSON.stringify(result === undefined ? null : result) ?? 'null';
    send({ kind: 'response', payload, usedMemoryMb: usedMemoryMb() });
  } catch {
    sendFailure(new RuntimeError('Error', 'Unable to stringify response body'));
  }
}

function sendFailure(thrown: unknown): void {
  const error = thrown ?? new RuntimeError('Error', 'Unknown error');
  logError('Invoke Error', error);
  send({ kind: 'failure', error: JSON.stringify(errorBody(error)), usedMemoryMb: usedMemoryMb() });
}

/** `Invoke Error`, `Uncaught Exception`, `Unhandled Promise Rejection`: with the error as JSON behind. */
export function logError(title: string, error: unknown): void {
  log('ERROR', `${title} \t${errorForLog(error)}`);
}

/** The heap of this thread and what belongs to it. Differs from AWS: the process as a whole is not counted. */
export function usedMemoryMb(): number {
  const { heapUsed, external } = process.memoryUsage();
  return Math.ceil((heapUsed + external) / 1_048_576);
}
