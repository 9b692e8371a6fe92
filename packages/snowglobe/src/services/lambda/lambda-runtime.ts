import type { CauseLink } from '../../contract/cause.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { type CodeFolders, createCodeFolders } from '../../execution/code-folders.ts';
import { createExecution, type Execution } from '../../execution/execution.ts';
import type { FunctionSpec, Invocation, ResponseSink } from '../../execution/function-spec.ts';
import { ConcurrencyLimiter } from './concurrency.ts';
import { environmentSpec } from './environment-spec.ts';
import { stopping } from './errors.ts';
import { requireVersion } from './function.ts';
import { FunctionLogs, type LogOwner } from './function-logs.ts';
import { type FunctionAddress, functionArn } from './function-name.ts';
import type { VersionRow } from './tables.ts';

export interface InvokeRequest {
  /** JSON text. */
  readonly payload: string;
  readonly cause: CauseLink;
  /** Default: a new one. */
  readonly requestId?: string;
  /** JSON text. */
  readonly clientContext?: string | undefined;
  readonly stream?: ResponseSink;
}

/** The part of Lambda that runs: one for each globe. */
export class LambdaRuntime {
  readonly #globe: Globe;
  readonly #execution: Execution;
  readonly #folders: CodeFolders = createCodeFolders();
  readonly #concurrency: ConcurrencyLimiter;
  readonly #logs: FunctionLogs;
  readonly #specs = new Map<string, Promise<FunctionSpec>>();
  readonly #owners = new WeakMap<FunctionSpec, LogOwner>();
  #stopped = false;

  constructor(globe: Globe) {
    this.#globe = globe;
    this.#concurrency = new ConcurrencyLimiter(globe);
    this.#logs = new FunctionLogs(globe);
    this.#execution = createExecution({
      clock: globe.clock,
      scheduler: globe.scheduler,
      random: globe.random,
      log: (spec, stream, events) => {
        const owner = this.#owners.get(spec);
        if (owner) this.#logs.write(spec, owner, stream, events);
      },
    });
  }

  /** Runs one invocation. Rejects with AWS's error when it cannot begin; resolves when the function fails. */
  async invoke(address: FunctionAddress, request: InvokeRequest): Promise<InvocationResult> {
    const globe = this.#globe;
    const { scope, name } = address;
    if (this.#stopped) throw stopping();
    const row = requireVersion(globe, address, globe.random.fraction());
    const leave = this.#concurrency.take(scope, name);
    const ended = globe.activity.begin('invocation', `function ${name}`);
    const cause = globe.causes.begin('invocation', `function ${name}`, request.cause);
    const requestId = request.requestId ?? globe.random.uuid();
    try {
      const spec = await this.#specOf(row, scope);
      const invocation: Invocation = {
        requestId,
        payload: request.payload,
        invokedFunctionArn: functionArn(address),
        traceHeader: `Root=${cause.trace};Parent=${cause.id};Sampled=1`,
        ...(request.clientContext !== undefined && { clientContext: request.clientContext }),
        ...(request.stream && { stream: request.stream }),
      };
      const outcome = await this.#execution.invoke(spec, invocation);
      return {
        payload: outcome.payload,
        ...(outcome.failed && { functionError: 'Unhandled' as const }),
        executedVersion: row.version,
        logTail: Buffer.from(outcome.logTail, 'utf8').toString('base64'),
        requestId,
      };
    } catch (error) {
      throw this.#stopped ? stopping() : error;
    } finally {
      leave();
      ended();
    }
  }

  /** Has an environment's thread ready for a new function. */
  prepare(memoryMb: number): void {
    this.#execution.prepare(memoryMb);
  }

  /** A function's code or configuration changed, or it was deleted. */
  retire(arn: string): void {
    for (const key of this.#specs.keys()) {
      if (key.startsWith(`${arn}:`)) this.#specs.delete(key);
    }
    this.#execution.retire(arn);
  }

  /** True once invocations are ended because the globe stops, not because of their functions. */
  get stopped(): boolean {
    return this.#stopped;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#execution.stop();
    await this.#logs.close();
    this.#folders.removeAll();
  }

  #specOf(row: VersionRow, scope: Scope): Promise<FunctionSpec> {
    const key = `${functionArn({ scope, name: row.functionName, qualifier: row.version })}:${row.revisionId}`;
    const known = this.#specs.get(key);
    if (known) return known;
    const made = environmentSpec({ globe: this.#globe, folders: this.#folders }, row, scope).then((spec) => {
      this.#owners.set(spec, { scope, roleArn: row.role });
      return spec;
    });
    this.#specs.set(key, made);
    made.catch(() => this.#specs.delete(key));
    return made;
  }
}

const runtimes = new WeakMap<Globe, LambdaRuntime>();

/** The runtime of a globe, started when it is first needed. */
export function lambdaRuntime(globe: Globe): LambdaRuntime {
  const runtime = runtimes.get(globe) ?? new LambdaRuntime(globe);
  runtimes.set(globe, runtime);
  return runtime;
}

/** Ends the runtime; what is asked of it until `resumeLambdaRuntime` is refused. */
export async function stopLambdaRuntime(globe: Globe): Promise<void> {
  await lambdaRuntime(globe).stop();
}

/** Lets the next invocation start a new runtime after a stop. */
export function resumeLambdaRuntime(globe: Globe): void {
  if (runtimes.get(globe)?.stopped) runtimes.delete(globe);
}
