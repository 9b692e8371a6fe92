import type { CodeCache } from './code-cache.ts';
import {
  exited,
  type Failure,
  reported,
  responseLimitBytes,
  responseTooLarge,
  taskTimedOut,
  timedOut,
} from './failures.ts';
import type { EnvironmentCredentials, FunctionSpec, Invocation, InvocationOutcome, LogSink } from './function-spec.ts';
import type { FunctionThread } from './function-thread.ts';
import { createLogTail, type PlatformLines, platformLines } from './invocation-log.ts';
import type { FromWorker, InitMessage } from './messages.ts';
import { environmentVariables, layerModulePaths, runtimeMajor } from './runtime-environment-variables.ts';

/** What environments need of their surroundings. */
export interface EnvironmentDependencies {
  readonly clock: { now(): number };
  readonly log: LogSink;
  readonly codeCache: CodeCache;
  /** Told when the function is loaded, or cannot be. */
  readonly initialised: (spec: FunctionSpec) => void;
}

/** Lambda gives initialisation ten seconds; a slow machine gets the function's own timeout when that is longer. */
const initLimitMs = 10_000;

/** How one phase (initialisation or one invocation) ended in the thread. */
type PhaseEnd =
  | { readonly kind: 'done'; readonly payload: string; readonly usedMemoryMb: number }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly usedMemoryMb: number; readonly timedOut?: true };

/** One execution environment: a thread that has one function loaded and runs one invocation at a time. */
export class Environment {
  readonly spec: FunctionSpec;
  readonly credentials: EnvironmentCredentials;
  /** Epoch ms on the globe's clock: since when it waits for work. */
  idleSince = 0;
  /** False once it must not be used again. */
  usable = true;

  readonly #thread: FunctionThread;
  readonly #dependencies: EnvironmentDependencies;
  readonly #logStreamName: string;
  readonly #lines: PlatformLines;
  #initialised = false;
  #requestId = '';
  #tail = createLogTail();
  #onMessage: (message: FromWorker) => void = () => {};
  #onExit: (exitCode: number, outOfMemory: boolean) => void = () => {};

  constructor(
    spec: FunctionSpec,
    credentials: EnvironmentCredentials,
    thread: FunctionThread,
    logStreamName: string,
    dependencies: EnvironmentDependencies,
  ) {
    this.spec = spec;
    this.credentials = credentials;
    this.#thread = thread;
    this.#dependencies = dependencies;
    this.#logStreamName = logStreamName;
    this.#lines = platformLines[spec.logFormat];
    thread.listen({
      message: (message) => this.#received(message),
      exit: (code, outOfMemory) => this.#exited(code, outOfMemory),
    });
  }

  /** Runs one invocation; resolves also when it fails. */
  async invoke(invocation: Invocation): Promise<InvocationOutcome> {
    this.#requestId = invocation.requestId;
    let initMs: number | undefined;
    if (!this.#initialised) {
      const begun = performance.now();
      const failed = await this.#initialise();
      initMs = performance.now() - begun;
      if (failed) return this.#conclude(failed, invocation, 0, initMs);
    }
    this.#tail = createLogTail();
    this.#write(this.#lines.start(invocation.requestId, this.spec.version, this.#now()));
    const begun = performance.now();
    const end = await this.#run(invocation);
    return this.#conclude(end, invocation, performance.now() - begun, initMs);
  }

  /** Ends the thread, and with it what runs there. */
  async terminate(): Promise<void> {
    this.usable = false;
    await this.#thread.terminate();
    this.#onExit(1, false);
  }

  async #initialise(): Promise<PhaseEnd | undefined> {
    const { spec } = this;
    this.#write(this.#lines.initStart(spec.runtime, spec.region, this.#now()));
    const end = this.#phase(Math.max(initLimitMs, spec.timeoutMs), (message) => {
      if (message.kind === 'ready') return { kind: 'done', payload: '', usedMemoryMb: 0 };
      return message.kind === 'init-failed' ? failedBy(reported(message.error)) : undefined;
    });
    this.#thread.send(this.#initMessage());
    const outcome = await end;
    this.#dependencies.initialised(spec);
    if (outcome.kind === 'failed') return outcome;
    this.#initialised = true;
    return undefined;
  }

  #initMessage(): InitMessage {
    const { spec } = this;
    return {
      kind: 'init',
      taskRoot: spec.codeFolder,
      handler: spec.handler,
      runtimeMajor: runtimeMajor(spec.runtime),
      memoryMb: spec.memoryMb,
      functionName: spec.functionName,
      functionVersion: spec.version,
      logGroupName: spec.logGroupName,
      logStreamName: this.#logStreamName,
      logFormat: spec.logFormat,
      applicationLogLevel: spec.applicationLogLevel,
      environment: environmentVariables(spec, this.credentials, this.#logStreamName),
      modulePaths: layerModulePaths(spec),
      endpoint: spec.endpoint,
      codeCache: this.#dependencies.codeCache.entries(),
    };
  }

  async #run(invocation: Invocation): Promise<PhaseEnd> {
    const streamed: Uint8Array[] = [];
    let streaming = false;
    const end = this.#phase(this.spec.timeoutMs, (message) => {
      if (message.kind === 'stream') {
        streaming = true;
        invocation.stream?.begin(message.contentType);
      } else if (message.kind === 'chunk') {
        if (invocation.stream) invocation.stream.write(message.bytes);
        else streamed.push(message.bytes);
      } else if (message.kind === 'response') {
        const payload = streaming ? Buffer.concat(streamed).toString('utf8') : message.payload;
        return { kind: 'done', payload, usedMemoryMb: message.usedMemoryMb };
      } else if (message.kind === 'failure') {
        if (message.fatal) this.usable = false;
        return failedBy(reported(message.error), message.usedMemoryMb);
      }
      return undefined;
    });
    this.#thread.send({
      kind: 'invoke',
      requestId: invocation.requestId,
      payload: invocation.payload,
      invokedFunctionArn: invocation.invokedFunctionArn,
      traceHeader: invocation.traceHeader,
      timeoutMs: this.spec.timeoutMs,
      ...(invocation.clientContext === undefined ? {} : { clientContext: invocation.clientContext }),
    });
    return end;
  }

  /** Waits until the thread says how a phase ended, exits, or the time is over. */
  #phase(limitMs: number, read: (message: FromWorker) => PhaseEnd | undefined): Promise<PhaseEnd> {
    return new Promise((resolve) => {
      // A real timer whatever the globe's clock: the function's code runs in real time.
      // oxlint-disable-next-line no-restricted-globals
      const timer = setTimeout(
        () => settle({ ...failedBy(timedOut(this.#requestId, this.spec.timeoutMs)), timedOut: true }),
        limitMs,
      );
      const settle = (end: PhaseEnd): void => {
        clearTimeout(timer);
        this.#onMessage = () => {};
        this.#onExit = () => {};
        resolve(end);
      };
      this.#onMessage = (message) => {
        const end = read(message);
        if (end) settle(end);
      };
      this.#onExit = (exitCode, outOfMemory) =>
        settle(failedBy(exited(this.#requestId, exitCode, outOfMemory), outOfMemory ? this.spec.memoryMb : 0));
    });
  }

  /** Writes what follows an invocation into the log and makes its outcome. */
  #conclude(end: PhaseEnd, invocation: Invocation, durationMs: number, initMs: number | undefined): InvocationOutcome {
    const tooLarge = end.kind === 'done' && !invocation.stream && Buffer.byteLength(end.payload) > responseLimitBytes;
    const failure = end.kind === 'failed' ? end.failure : tooLarge ? responseTooLarge() : undefined;
    if (!this.#initialised) this.#write(this.#lines.start(invocation.requestId, this.spec.version, this.#now()));
    if (end.kind === 'failed' && end.timedOut)
      this.#write(
        `${new Date(this.#now()).toISOString()} ${invocation.requestId} ${taskTimedOut(this.spec.timeoutMs)}`,
      );
    const endLine = this.#lines.end(invocation.requestId);
    if (endLine) this.#write(endLine);
    const report = {
      requestId: invocation.requestId,
      durationMs: failure?.status === 'timeout' ? this.spec.timeoutMs : durationMs,
      memoryMb: this.spec.memoryMb,
      usedMemoryMb: Math.min(end.usedMemoryMb, this.spec.memoryMb),
      status: failure?.status ?? ('success' as const),
      ...(initMs === undefined ? {} : { initMs }),
      ...(failure && failure.status === 'error' ? { errorType: failure.errorType } : {}),
    };
    this.#write(this.#lines.report(report, this.#now()));
    if (end.kind === 'failed' && (end.timedOut || !this.#initialised)) this.usable = false;
    const payload = failure?.body ?? (end.kind === 'done' ? end.payload : '');
    return { payload, failed: failure !== undefined, logTail: this.#tail.text(), durationMs };
  }

  #received(message: FromWorker): void {
    if (message.kind === 'log') this.#write(message.text, message.at);
    else if (message.kind === 'code-cache') this.#dependencies.codeCache.keep(message.entry);
    else this.#onMessage(message);
  }

  #exited(exitCode: number, outOfMemory: boolean): void {
    this.usable = false;
    this.#onExit(exitCode, outOfMemory);
  }

  #write(text: string, at = this.#now()): void {
    this.#tail.add(text);
    this.#dependencies.log(this.spec, this.#logStreamName, [{ text, at }]);
  }

  #now(): number {
    return this.#dependencies.clock.now();
  }
}

function failedBy(failure: Failure, usedMemoryMb = 0): PhaseEnd & { readonly kind: 'failed' } {
  return { kind: 'failed', failure, usedMemoryMb };
}
