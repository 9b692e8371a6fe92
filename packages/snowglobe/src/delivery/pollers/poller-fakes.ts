import { type EventSourceMappingRow, eventSourceMappings } from '../../contract/event-source-mapping.ts';
import type { Delivery } from '../../contract/event-target.ts';
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
import { advance, settle } from '../../time/settle.ts';
import { createPollers, type Pollers } from '../create-pollers.ts';

export const scope = { account: '000000000000', region: 'us-east-1' };
export const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:worker';
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
  readonly at: number;
}

/** What the fake function does: throw to fail, return an answer, or reject with an AwsError by returning a rejected promise. */
export type FakeFunction = (invoked: Invoked) => unknown;

/** Thrown by a fake function that fails, as opposed to an invocation that is refused. */
export class FunctionFailed extends Error {}

export interface PollerWorld {
  readonly globe: Globe;
  readonly invoked: Invoked[];
  readonly delivered: (Delivery & { readonly arn: string })[];
  pollers: Pollers;
  handler: FakeFunction;
  /** Runs an operation of SQS or Kinesis. */
  run<Output>(operation: string, input: object): Promise<Output>;
  /** Writes the row of a mapping. */
  map(settings: Partial<EventSourceMappingRow> & Pick<EventSourceMappingRow, 'eventSourceArn'>): void;
  unmap(): void;
  mapping(): EventSourceMappingRow | undefined;
  settle(): Promise<void>;
  advance(ms: number): Promise<void>;
  /** Pollers forget everything that is not a row, as a restart would make them. */
  restart(): Promise<void>;
  texts(): string[];
}

const defaults: Omit<EventSourceMappingRow, 'eventSourceArn' | 'stateChangedAt' | 'lastModifiedAt'> = {
  uuid: 'mapping',
  mappingArn: 'arn:aws:lambda:us-east-1:000000000000:event-source-mapping:mapping',
  functionArn,
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

function invokedBy(payload: string, at: number): Invoked {
  const records: readonly EventRecord[] = JSON.parse(payload).Records;
  const texts = records.map((record) =>
    record.kinesis ? Buffer.from(record.kinesis.data, 'base64').toString() : (record.body ?? ''),
  );
  return { records, texts, at };
}

/** A store, a held clock, SQS, Kinesis and the pollers, with a fake function and a fake on-failure destination. */
export function pollerWorld(): PollerWorld {
  const clock = new GlobeClock({ held: true, startAt: Date.UTC(2026, 0, 1) });
  const activity = new GlobeActivity();
  const faults: unknown[] = [];
  const reportFault = (_where: string, error: unknown) => faults.push(error);
  const scheduler = new GlobeScheduler({ clock, activity, reportFault });
  const random = new SeededRandom('pollers');
  const causes = new RecentCauses(clock, random);
  const store = new MemoryStore({ clock, reportFault });
  const invoked: Invoked[] = [];
  const delivered: PollerWorld['delivered'] = [];
  const operations: Record<string, AnyOperation> = { ...sqs.operations, ...kinesis.operations };

  async function invoke(_arn: string, payload: string): Promise<InvocationResult> {
    const call = invokedBy(payload, clock.now());
    invoked.push(call);
    const base = { executedVersion: '$LATEST', logTail: '', requestId: `request-${invoked.length}` };
    try {
      const answer = await world.handler(call);
      return { ...base, payload: JSON.stringify(answer ?? null) };
    } catch (error) {
      if (!(error instanceof FunctionFailed)) throw error;
      return { ...base, payload: '{"errorMessage":"failed"}', functionError: 'Unhandled' };
    }
  }

  const globe: Globe = {
    store,
    blobs: new MemoryBlobs(),
    clock,
    scheduler,
    activity,
    random,
    causes,
    functions: { invoke, invokeLater: () => Promise.reject(new Error('pollers invoke synchronously')) },
    endpoint: 'http://127.0.0.1:1',
    call: <Output>() => Promise.resolve({ Role: 'arn:aws:iam::000000000000:role/r' } as Output),
    eventSource: (arn) => (arn.includes(':sqs:') ? sqs.eventSource : kinesis.eventSource),
    eventTarget: () => ({
      deliver: async (_globe, arn, delivery) => {
        delivered.push({ ...delivery, arn });
      },
    }),
    assumeRole: () => ({ kind: 'service', service: 'lambda.amazonaws.com', account: scope.account }),
    issueCredentials: () => {
      throw new Error('pollers issue no credentials');
    },
    reportFault,
  };

  const settling = { clock, scheduler, activity };
  const failOnFault = () => {
    if (faults.length > 0) throw faults[0];
  };
  const rows = () => store.collection(eventSourceMappings, scope);
  const world: PollerWorld = {
    globe,
    invoked,
    delivered,
    pollers: createPollers(globe),
    handler: () => undefined,
    async run(operation, input) {
      const cause = causes.begin('request', operation);
      const call: Call = {
        globe,
        scope,
        caller: { kind: 'root', account: scope.account },
        requestId: 'request',
        cause,
        http: { method: 'POST', url: '/', headers: {}, sourceIp: '127.0.0.1', origin: 'http://127.0.0.1:1' },
        signal: new AbortController().signal,
        step: (work) => store.step(cause, work),
        waiting: () => () => {},
        authorize: () => {},
      };
      const handler = operations[operation];
      if (!handler) throw new Error(`no operation ${operation}`);
      return store.step(cause, () => handler(input, call));
    },
    map(settings) {
      const now = clock.now();
      store.step(causes.begin('request', 'mapping'), () => {
        rows().put({ ...defaults, stateChangedAt: now, lastModifiedAt: now, ...settings });
      });
    },
    unmap: () => {
      store.step(causes.begin('request', 'mapping'), () => rows().delete('mapping'));
    },
    mapping: () => rows().get('mapping'),
    async settle() {
      await settle(settling);
      failOnFault();
    },
    async advance(ms) {
      await advance(settling, ms);
      failOnFault();
    },
    async restart() {
      await world.pollers.stop();
      world.pollers = createPollers(globe);
      world.pollers.start();
    },
    texts: () => invoked.flatMap((call) => call.texts),
  };
  world.pollers.start();
  return world;
}

export const fail = () => {
  throw new FunctionFailed();
};
