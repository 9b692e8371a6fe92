import { availableParallelism } from 'node:os';
import type { Clock, Due, Random, Scheduler } from '../contract/time.ts';
import { CodeCache } from './code-cache.ts';
import { Environment, type EnvironmentDependencies } from './environment.ts';
import type { FunctionSpec, Invocation, InvocationOutcome, LogSink } from './function-spec.ts';
import type { FunctionThread } from './function-thread.ts';
import { createRuntimeProcess } from './processes/runtime-process.ts';
import { homeOf } from './runtimes.ts';
import { createThreadPool } from './thread-pool.ts';
import { WaitingLine } from './waiting-line.ts';

export interface ExecutionDependencies {
  readonly clock: Clock;
  readonly scheduler: Pick<Scheduler, 'after'>;
  readonly random: Pick<Random, 'hex'>;
  readonly log: LogSink;
}

/** Runs function code: environments are made, reused, frozen between invocations and given up. */
export interface Execution {
  /** Runs one invocation in an environment of its own. Resolves also when the function fails. */
  invoke(spec: FunctionSpec, invocation: Invocation): Promise<InvocationOutcome>;
  /** Has a thread ready for a function that is likely to run soon. */
  prepare(memoryMb: number): void;
  /** Gives up the environments of a function whose code or configuration changed, or that was deleted; what runs may end. */
  retire(functionArn: string): void;
  /** Gives up everything; running invocations end as if their environment had crashed. */
  stop(): Promise<void>;
}

/** How long an environment waits for work before it is given up. AWS names no figure; minutes are what is seen. */
const idleLimitMs = 600_000;
/** At most so many frozen environments are kept. */
const idleEnvironmentsLimit = 64;
/** Credentials with less time left than this are not handed to a further invocation. */
const credentialsMarginMs = 300_000;
/** With this many invocations of a function running, the next one waits a moment for an environment to become free. */
const busyBeforeWaiting = availableParallelism();
/** With this many environments being started, a further one of the same function would only slow them down. */
const startsAtOnce = availableParallelism();
/** Differs from AWS: no more environments than this work at once, each being a thread; further invocations wait. */
const environmentsLimit = 256;

export function createExecution(dependencies: ExecutionDependencies): Execution {
  return new EnvironmentPool(dependencies);
}

class EnvironmentPool implements Execution {
  readonly #dependencies: ExecutionDependencies;
  readonly #environment: EnvironmentDependencies;
  readonly #threads;
  /** Frozen environments by function version and revision, the last used at the end. */
  readonly #idle = new Map<string, Environment[]>();
  readonly #busy = new Map<string, Set<Environment>>();
  /** Invocations that wait for an environment to become free. */
  readonly #waiting = new Map<string, WaitingLine<Environment>>();
  #busyCount = 0;
  /** Environments that load their function. */
  #starting = 0;
  #sweep: Due | undefined;
  #stopped = false;

  constructor(dependencies: ExecutionDependencies) {
    this.#dependencies = dependencies;
    this.#threads = createThreadPool(dependencies.clock);
    this.#environment = {
      clock: dependencies.clock,
      log: dependencies.log,
      codeCache: new CodeCache(),
      initialised: ({ memoryMb, runtime }) => {
        this.#starting -= 1;
        if (homeOf(runtime).kind === 'thread') setImmediate(() => this.prepare(memoryMb));
      },
    };
  }

  prepare(memoryMb: number): void {
    if (!this.#stopped) this.#threads.prepare(memoryMb);
  }

  async invoke(spec: FunctionSpec, invocation: Invocation): Promise<InvocationOutcome> {
    if (this.#stopped) throw new Error('Execution was stopped.');
    const key = keyOf(spec);
    // Nothing is awaited between the look at who is busy and being busy oneself, or a burst would start a thread for each.
    const environment =
      this.#takeIdle(key) ?? this.#startUnlessBusy(key, spec) ?? (await this.#waitForFree(key)) ?? this.#start(spec);
    this.#busyCount += 1;
    const busy = this.#busy.get(key) ?? new Set();
    this.#busy.set(key, busy.add(environment));
    try {
      return await environment.invoke(invocation);
    } finally {
      busy.delete(environment);
      this.#busyCount -= 1;
      if (busy.size === 0) this.#busy.delete(key);
      this.#release(key, environment);
    }
  }

  retire(functionArn: string): void {
    for (const environment of [...this.#busy.values()].flatMap((some) => [...some])) {
      if (environment.spec.functionArn === functionArn) environment.usable = false;
    }
    for (const [key, environments] of this.#idle) {
      if (environments[0]?.spec.functionArn !== functionArn) continue;
      this.#idle.delete(key);
      for (const environment of environments) void environment.terminate();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#sweep?.cancel();
    for (const line of this.#waiting.values()) line.close();
    const environments = [...this.#idle.values(), ...this.#busy.values()].flatMap((some) => [...some]);
    this.#idle.clear();
    await Promise.all([this.#threads.stop(), ...environments.map((environment) => environment.terminate())]);
  }

  #start(spec: FunctionSpec): Environment {
    if (this.#stopped) throw new Error('Execution was stopped.');
    const day = new Date(this.#dependencies.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    const logStreamName = `${day}/[${spec.version}]${this.#dependencies.random.hex(32)}`;
    // Before a thread is taken: a role that cannot be assumed must not cost one.
    const credentials = spec.issueCredentials();
    const environment = new Environment(spec, credentials, this.#home(spec), logStreamName, this.#environment);
    this.#starting += 1;
    return environment;
  }

  #home({ runtime, memoryMb, layerFolders }: FunctionSpec): FunctionThread {
    const home = homeOf(runtime);
    if (home.kind === 'thread') return this.#threads.take(memoryMb);
    if (home.kind === 'missing') throw new Error(`${runtime} cannot run: ${home.reason}`);
    return createRuntimeProcess({ command: home.command, memoryMb, layerFolders, clock: this.#dependencies.clock });
  }

  #takeIdle(key: string): Environment | undefined {
    const idle = this.#idle.get(key);
    for (let environment = idle?.pop(); environment; environment = idle?.pop()) {
      if (environment.usable && this.#credentialsLast(environment)) return environment;
      void environment.terminate();
    }
    return undefined;
  }

  #credentialsLast(environment: Environment): boolean {
    return environment.credentials.expiresAt - this.#dependencies.clock.now() > credentialsMarginMs;
  }

  #startUnlessBusy(key: string, spec: FunctionSpec): Environment | undefined {
    const busy = this.#busy.get(key)?.size ?? 0;
    const now = busy === 0 || (busy < busyBeforeWaiting && this.#starting < startsAtOnce);
    return now ? this.#start(spec) : undefined;
  }

  #waitForFree(key: string): Promise<Environment | undefined> {
    const rules = {
      mayStart: () => this.#busyCount < environmentsLimit,
      worthwhile: () => this.#starting < startsAtOnce,
    };
    const line = this.#waiting.get(key) ?? new WaitingLine<Environment>(rules);
    this.#waiting.set(key, line);
    return line.wait();
  }

  #release(key: string, environment: Environment): void {
    if (!environment.usable || this.#stopped) {
      void environment.terminate();
      return;
    }
    if (this.#credentialsLast(environment) && this.#waiting.get(key)?.offer(environment)) return;
    environment.idleSince = this.#dependencies.clock.now();
    this.#idle.set(key, [...(this.#idle.get(key) ?? []), environment]);
    this.#keepIdleWithinLimit();
    this.#sweepLater();
  }

  #keepIdleWithinLimit(): void {
    const all = [...this.#idle.values()].flat();
    if (all.length <= idleEnvironmentsLimit) return;
    const oldest = all.reduce((a, b) => (b.idleSince < a.idleSince ? b : a));
    this.#giveUp((environment) => environment === oldest);
  }

  #sweepLater(): void {
    this.#sweep ??= this.#dependencies.scheduler.after(idleLimitMs, 'give up idle environments', () => {
      this.#sweep = undefined;
      const before = this.#dependencies.clock.now() - idleLimitMs;
      this.#giveUp((environment) => environment.idleSince <= before);
      if (this.#idle.size > 0) this.#sweepLater();
    });
  }

  #giveUp(condition: (environment: Environment) => boolean): void {
    for (const [key, environments] of this.#idle) {
      const kept = environments.filter((environment) => !condition(environment));
      for (const environment of environments.filter(condition)) void environment.terminate();
      if (kept.length > 0) this.#idle.set(key, kept);
      else this.#idle.delete(key);
    }
  }
}

const keyOf = (spec: FunctionSpec): string => `${spec.functionArn}:${spec.version}:${spec.revision}`;
