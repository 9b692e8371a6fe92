import { inspect } from 'node:util';
import type { AccessControl } from '../access/access-control.ts';
import { AwsError } from '../contract/aws-error.ts';
import type { Cause, CauseLink } from '../contract/cause.ts';
import type { Globe } from '../contract/globe.ts';
import type { Call, CallHttp } from '../contract/operation.ts';
import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { Scope } from '../contract/scope.ts';
import type { Service } from '../contract/service.ts';
import { accessDenied, notImplemented } from './errors.ts';
import type { OperationModel } from './models.ts';
import { resourceTags } from './resource-tags.ts';
import type { validate } from './validate.ts';

/** One call of an operation, from the wire or from inside the process. */
export interface OperationCall {
  readonly model: OperationModel;
  /** Undefined when the globe has no such service. */
  readonly service: Service | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly requestId: string;
  readonly http: CallHttp;
  /** The service that calls for the caller, as the contract's InternalCall has it. */
  readonly via?: string | undefined;
  readonly parent: CauseLink | undefined;
  /** Given lazily, because few operations look at it. */
  readonly signal: () => AbortSignal;
}

export interface OperationRunner {
  readonly globe: Globe;
  readonly services: ReadonlyMap<string, Service>;
  readonly access: AccessControl;
  readonly validate: typeof validate;
}

/** What the operation is told of its being called. A class, because one is made for every request. */
class RunningCall implements Call {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly requestId: string;
  readonly cause: Cause;
  readonly http: CallHttp;
  readonly via: string | undefined;
  private readonly runner: OperationRunner;
  private readonly request: OperationCall;
  private endActivity: () => void;

  constructor(runner: OperationRunner, request: OperationCall, label: string) {
    const { globe } = runner;
    this.globe = globe;
    this.scope = request.scope;
    this.caller = request.caller;
    this.requestId = request.requestId;
    this.http = request.http;
    this.via = request.via;
    this.runner = runner;
    this.request = request;
    this.cause = globe.causes.begin('request', label, request.parent);
    this.endActivity = globe.activity.begin('request', label);
  }

  get signal(): AbortSignal {
    return this.request.signal();
  }

  step<T>(work: () => T): T {
    return this.globe.store.step(this.cause, work);
  }

  waiting(): () => void {
    this.endActivity();
    return () => {
      this.endActivity();
      this.endActivity = this.globe.activity.begin('request', this.cause.label);
    };
  }

  authorize(question: AccessRequest): void {
    authorize(this.runner, this.request, [question]);
  }

  end(): void {
    this.endActivity();
  }
}

/** Validates, authorises and runs an operation; resolves once what it wrote is on disk. */
export async function runOperation(runner: OperationRunner, request: OperationCall): Promise<object> {
  const { model, service, input } = request;
  const handler = service?.operations[model.name];
  if (service === undefined || handler === undefined) throw notImplemented(model.service.settings.id, model.name);
  runner.validate(model, input);
  const call = new RunningCall(runner, request, model.label);
  try {
    authorize(runner, request, service.access[model.name]?.(input, call) ?? missingRule(model.label));
    const result = inStep(call, () => handler(input, call));
    const output = result instanceof Promise ? ((await result) as unknown) : result;
    const flushed = runner.globe.store.flushed();
    if (flushed !== undefined) await flushed;
    return (output ?? {}) as object;
  } catch (error) {
    runner.access.noteDenial(error);
    throw error;
  } finally {
    call.end();
  }
}

function missingRule(label: string): never {
  throw new Error(`${label} has no access rule`);
}

function authorize(runner: OperationRunner, request: OperationCall, questions: readonly AccessRequest[]): void {
  if (questions.length === 0) return;
  const { model, scope, http, via } = request;
  try {
    runner.access.authorize(request.caller, questions, {
      service: model.service.settings.id,
      operation: model.name,
      scope,
      http,
      via,
      input: request.input,
      resourceTags: (arn) => resourceTags(runner, arn),
    });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'AccessDenied') throw accessDenied(model.service, error.message);
    throw error;
  }
}

/** Carries the result of a handler that failed at once out of its step, so that the step is rolled back. */
class FailedAtOnce extends Error {
  readonly result: Promise<unknown>;

  constructor(result: Promise<unknown>) {
    super('failed at once');
    this.result = result;
  }
}

/** Runs the synchronous part of a handler as one step. */
function inStep(call: Call, handler: () => unknown): unknown {
  let result: unknown;
  try {
    call.step(() => {
      result = handler();
      if (result instanceof Promise && isRejected(result)) throw new FailedAtOnce(result);
    });
  } catch (error) {
    if (error instanceof FailedAtOnce) return error.result;
    throw error;
  }
  return result;
}

/** An `async` handler that throws before its first `await` gives a promise that is rejected already; only its inspection tells. */
function isRejected(promise: Promise<unknown>): boolean {
  return /^Promise \{\s+<rejected>/.test(inspect(promise, { depth: 0 }));
}
