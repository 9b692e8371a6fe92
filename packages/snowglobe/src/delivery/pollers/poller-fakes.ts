import { type EventSourceMappingRow, eventSourceMappings } from '../../contract/event-source-mapping.ts';
import type { Delivery, EventTarget } from '../../contract/event-target.ts';
import type { InvocationResult } from '../../contract/function-runner.ts';
import type { Globe } from '../../contract/globe.ts';
import type { AnyOperation, Call } from '../../contract/operation.ts';
import { RecentCauses } from '../../inspection/causes.ts';
import { kinesis } from '../../services/kinesis/service.ts';
import { sqs } from '../../services/sqs/service.ts';
import { MemoryBlobs } from '../../storage/memory-blobs.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import { GlobeActivity } from '../../time/activity.ts';
import { GlobeClock } from '../../time/clock.ts';
import { SeededRandom } from '../../time/random.ts';
import { GlobeScheduler } from '../../time/scheduler.ts';
import { advance, type Settling, settle } from '../../time/settle.ts';
import { createPollers, type Pollers } from '../create-pollers.ts';

export const scope = { account: '000000000000', region: 'us-east-1' };
export const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
export const queueArn = 'arn:aws:sqs:us-east-1:000000000000:q';
export const destinationArn = 'arn:aws:sns:us-east-1:000000000000:failures';

interface EventRecord {
  readonly messageId?: string;
  readonly body?: string;
  readonly kinesis?: { readonly data: string; readonly sequenceNumber: string };
}

/** One invocation of the fake function. */
export interface Invoked {
  readonly records: readonly EventRecord[];
  /** Bodies, or decoded data. */
  readonly texts: readonly string[];
}

/** What the fake function does: answer, throw FunctionFailed to fail, or throw an AwsError to refuse the invocation. */
type FakeFunction = (invoked: Invoked) => unknown;

export class FunctionFailed extends Error {}

export const fail = () => {
  throw new FunctionFailed();
};

const defaults: Omit<EventSourceMappingRow, 'eventSourceArn' | 'stateChangedAt' | 'lastModifiedAt'> = {
  uuid: 'mapping',
  mappingArn: 'arn:aws:lambda:us-east-1:000000000000:event-source-mapping:mapping',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker',
  batchSize: 10,
  maximumBatchingWindowSeconds: 0,
  parallelizationFactor: 1,
  startingPosition: 'TRIM_HORIZON',
  maximumRetryAttempts: -1,
  maximumRecordAgeSeconds: -1,
  bisectBatchOnFunctionError: false,
  functionResponseTypes: [],
  filterPatterns: [],
  tags: {},
  state: 'Enabled',
  stateTransitionReason: 'USER_INITIATED',
  lastProcessingResult: 'No records processed',
};

function invokedBy(payload: string): Invoked {
  const records: readonly EventRecord[] = JSON.parse(payload).Records;
  const texts = records.map((record) =>
    record.kinesis ? Buffer.from(record.kinesis.data, 'base64').toString() : (record.body ?? ''),
  );
  return { records, texts };
}

const unused = (what: string) => () => {
  throw new Error(`pollers do not use ${what}`);
};

/** The parts that keep time, and a globe of SQS and Kinesis whose functions and targets are given. */
function fakeGlobe(invoke: Globe['functions']['invoke'], target: EventTarget) {
  const clock = new GlobeClock({ held: true, startAt: Date.UTC(2026, 0, 1) });
  const activity = new GlobeActivity();
  const faults: unknown[] = [];
  const reportFault = (_where: string, error: unknown) => faults.push(error);
  const scheduler = new GlobeScheduler({ clock, activity, reportFault });
  const random = new SeededRandom('pollers');
  const causes = new RecentCauses(clock, random);
  const globe: Globe = {
    store: new MemoryStore({ clock, reportFault }),
    blobs: new MemoryBlobs(),
    clock,
    scheduler,
    activity,
    random,
    causes,
    functions: { invoke, invokeLater: unused('asynchronous invocations') },
    endpoint: 'http://127.0.0.1:1',
    call: <Output>() => Promise.resolve({ Role: 'arn:aws:iam::000000000000:role/r' } as Output),
    eventSource: (arn) => (arn.includes(':sqs:') ? sqs.eventSource : kinesis.eventSource),
    door: {
      request: unused('requests'),
      identify: unused('signatures'),
      decide: unused('decisions'),
      sdkAction: unused('actions'),
    },
    eventTarget: () => target,
    assumeRole: () => ({ kind: 'service', service: 'lambda.amazonaws.com', account: scope.account }),
    authorize: () => undefined,
    issueCredentials: unused('credentials'),
    reportFault,
  };
  const settling: Settling = { clock, scheduler, activity };
  return { globe, settling, faults };
}

const operations: Readonly<Record<string, AnyOperation>> = { ...sqs.operations, ...kinesis.operations };

/** Runs an operation as root, in a step. */
function runOperation(globe: Globe, name: string, input: object): unknown {
  const cause = globe.causes.begin('request', name);
  const call: Call = {
    globe,
    scope,
    caller: { kind: 'root', account: scope.account },
    requestId: 'request',
    cause,
    http: { method: 'POST', url: '/', headers: {}, sourceIp: '127.0.0.1', origin: globe.endpoint },
    signal: new AbortController().signal,
    step: (work) => globe.store.step(cause, work),
    waiting: () => () => {},
    authorize: () => {},
  };
  const operation = operations[name];
  if (!operation) throw new Error(`no operation ${name}`);
  return globe.store.step(cause, () => operation(input, call));
}

/** A store, a held clock, SQS, Kinesis and the pollers, with a fake function and a fake on-failure destination. */
export class PollerWorld {
  readonly globe: Globe;
  readonly invoked: Invoked[] = [];
  readonly delivered: (Delivery & { readonly arn: string })[] = [];
  handler: FakeFunction = () => undefined;
  pollers: Pollers;
  readonly #settling: Settling;
  readonly #faults: readonly unknown[];

  constructor() {
    const deliver: EventTarget['deliver'] = async (_globe, arn, delivery) => {
      this.delivered.push({ ...delivery, arn });
    };
    const { globe, settling, faults } = fakeGlobe((_arn, payload) => this.#invoke(payload), { deliver });
    this.globe = globe;
    this.#settling = settling;
    this.#faults = faults;
    this.pollers = createPollers(globe);
    this.pollers.start();
  }

  async #invoke(payload: string): Promise<InvocationResult> {
    const call = invokedBy(payload);
    this.invoked.push(call);
    const base = { executedVersion: '$LATEST', logTail: '', requestId: `request-${this.invoked.length}` };
    try {
      const answer = await this.handler(call);
      return { ...base, payload: JSON.stringify(answer ?? null) };
    } catch (error) {
      if (!(error instanceof FunctionFailed)) throw error;
      return { ...base, payload: '{"errorMessage":"failed"}', functionError: 'Unhandled' };
    }
  }

  /** Runs an operation of SQS or Kinesis. */
  async run<Output>(operation: string, input: object): Promise<Output> {
    return (await runOperation(this.globe, operation, input)) as Output;
  }

  get #mappings() {
    return this.globe.store.collection(eventSourceMappings, scope);
  }

  /** Writes the row of the mapping. */
  map(settings: Partial<EventSourceMappingRow> & Pick<EventSourceMappingRow, 'eventSourceArn'>): void {
    const { store, causes, clock } = this.globe;
    const now = clock.now();
    store.step(causes.begin('request', 'mapping'), () => {
      this.#mappings.put({ ...defaults, stateChangedAt: now, lastModifiedAt: now, ...settings });
    });
  }

  unmap(): void {
    const { store, causes } = this.globe;
    store.step(causes.begin('request', 'mapping'), () => this.#mappings.delete(defaults.uuid));
  }

  get mapping(): EventSourceMappingRow | undefined {
    return this.#mappings.get(defaults.uuid);
  }

  async settle(): Promise<void> {
    await settle(this.#settling);
    if (this.#faults.length > 0) throw this.#faults[0];
  }

  async advance(ms: number): Promise<void> {
    await advance(this.#settling, ms);
    if (this.#faults.length > 0) throw this.#faults[0];
  }

  /** Pollers forget everything that is not a row, as a restart would make them. */
  async restart(): Promise<void> {
    await this.pollers.stop();
    this.pollers = createPollers(this.globe);
    this.pollers.start();
  }

  /** Of all records of all invocations. */
  texts(): string[] {
    return this.invoked.flatMap((call) => call.texts);
  }

  /** Of each invocation, joined. */
  batches(): string[] {
    return this.invoked.map((call) => call.texts.join(''));
  }
}
