/** The entry of a function's worker thread; built to one CommonJS file, `dist/function-worker.cjs`. */
import { isMainThread } from 'node:worker_threads';
import type { InitMessage, InvokeMessage } from '../messages.ts';
import { installClock } from './clock.ts';
import { installCodeCache, shareCompiledCode } from './code-cache.ts';
import { errorBody, RuntimeError } from './error-body.ts';
import { installFence } from './fence.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { installLogging } from './logging.ts';
import { installModuleType } from './module-type.ts';
import { receiveFrozen, send, start } from './port.ts';
import { installResolution } from './resolution.ts';
import { logError, type RunningInvocation, runInvocation, usedMemoryMb } from './run-invocation.ts';
import { installStreaming, isStreaming } from './streaming.ts';

if (isMainThread) throw new Error('The function worker runs in a worker thread only.');

let running: RunningInvocation | undefined;
const now = installClock(start.clock);
installStreaming();
process.setSourceMapsEnabled(true);

function receiveInit(): InitMessage {
  const message = receiveFrozen();
  if (message.kind !== 'init') throw new Error('A worker must be initialised before it is invoked.');
  return message;
}

function prepare(init: InitMessage): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, init.environment);
  process.cwd = () => init.taskRoot;
  const level = init.applicationLogLevel;
  installLogging({ format: init.logFormat, level, now, requestId: () => running?.requestId });
  installResolution(init.modulePaths, start.packageFolder);
  installCodeCache(init.codeCache);
  installModuleType(init.taskRoot);
  installFence(init.endpoint);
  process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129));
  process.on('unhandledRejection', (reason, promise) =>
    die('Unhandled Promise Rejection', unhandledRejection(reason, promise), 128),
  );
}

/** What the function lets fall on the floor ends its environment, with the error as the invocation's outcome. */
function die(title: string, error: unknown, exitCode: number): void {
  logError(title, error);
  send({ kind: 'failure', error: JSON.stringify(errorBody(error)), usedMemoryMb: usedMemoryMb(), fatal: true });
  process.exit(exitCode);
}

function unhandledRejection(reason: unknown, promise: unknown): Error {
  const error = new RuntimeError(
    'Runtime.UnhandledPromiseRejection',
    String((reason as Error)?.message === undefined ? reason : reason),
  );
  if (reason instanceof Error && reason.stack)
    error.stack = `${error.name}: ${error.message}\n${reason.stack.split('\n').slice(1).join('\n')}`;
  return Object.assign(error, { reason, promise });
}

function refuseCallbacks(handler: Handler, init: InitMessage): void {
  if (init.runtimeMajor < 24 || isStreaming(handler) || handler.length < 3) return;
  throw new RuntimeError(
    'Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You will need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  );
}

/** Waits, frozen, for the next invocation, then runs it once sockets closed meanwhile have been noticed. */
function serveNext(handler: Handler, init: InitMessage): void {
  const message = receiveFrozen(shareCompiledCode);
  if (message.kind !== 'invoke') throw new Error('A worker is initialised only once.');
  setImmediate(() => run(handler, init, message));
}

function run(handler: Handler, init: InitMessage, invoke: InvokeMessage): void {
  process.env['_X_AMZN_TRACE_ID'] = invoke.traceHeader;
  const ended = () => {
    // One turn more, so that what is already done (writes under way) gets out before the thread freezes.
    setImmediate(() => {
      running = undefined;
      serveNext(handler, init);
    });
  };
  // Set before the handler runs: what it logs at once carries the request id.
  running = { requestId: invoke.requestId, loopIsEmpty: () => {} };
  running = runInvocation(handler, init, invoke, ended);
}

async function main(): Promise<void> {
  const init = receiveInit();
  // Keeps the loop alive while modules load: a top-level await may wait for the network only.
  // oxlint-disable-next-line no-restricted-globals
  const alive = setInterval(() => {}, 1_000_000);
  try {
    prepare(init);
    const handler = await loadHandler(init.taskRoot, init.handler, start.packageFolder);
    refuseCallbacks(handler, init);
    process.on('beforeExit', () => running?.loopIsEmpty());
    send({ kind: 'ready' });
    setImmediate(() => serveNext(handler, init));
  } catch (error) {
    logError('Uncaught Exception', error);
    send({ kind: 'init-failed', error: JSON.stringify(errorBody(error)) });
    process.exit(1);
  } finally {
    clearInterval(alive);
  }
}

void main();
