import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createExecution, type Execution } from '../execution.ts';
import type { FunctionSpec, Invocation, InvocationOutcome } from '../function-spec.ts';

/** An execution alone, for tests: functions are given as files. */
export interface TestExecution {
  readonly execution: Execution;
  /** What was logged so far, a line per event. */
  readonly logs: string[];
  /** Writes a function's files and describes it. */
  spec(files: Readonly<Record<string, string>>, more?: Partial<FunctionSpec>): FunctionSpec;
  /** Writes files into a new folder, for layers. */
  folder(files: Readonly<Record<string, string>>): string;
  run(spec: FunctionSpec, event?: unknown, more?: Partial<Invocation>): Promise<InvocationOutcome>;
  /** The parsed answer; throws when the function failed. */
  answer(spec: FunctionSpec, event?: unknown): Promise<unknown>;
  setTime(now: number): void;
  /** Runs what is due on the scheduler now. */
  runDue(): void;
  stop(): Promise<void>;
}

export function startTestExecution(): TestExecution {
  const root = mkdtempSync(join(tmpdir(), 'snowglobe-execution-test-'));
  const logs: string[] = [];
  const shared = new SharedArrayBuffer(16);
  const slots = new Float64Array(shared);
  const clock = {
    shared,
    get held() {
      return slots[0] === 1;
    },
    now: () => (slots[0] === 1 ? 0 : Date.now()) + (slots[1] ?? 0),
  };
  let due: (() => void)[] = [];
  let count = 0;
  const execution = createExecution({
    clock,
    scheduler: {
      after: (_delayMs, _label, work) => {
        due.push(() => void work());
        return { cancel: () => {} };
      },
    },
    random: { hex: (digits) => String(++count).padStart(digits, '0') },
    log: (_spec, _stream, events) => logs.push(...events.map((event) => event.text)),
  });
  const folder: TestExecution['folder'] = (files) => {
    const made = mkdtempSync(join(root, 'files-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(made, name)), { recursive: true });
      writeFileSync(join(made, name), text);
    }
    return made;
  };
  const run: TestExecution['run'] = (spec, event = {}, more = {}) =>
    execution.invoke(spec, {
      requestId: `request-${++count}`,
      payload: JSON.stringify(event),
      invokedFunctionArn: spec.functionArn,
      traceHeader: 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=1',
      ...more,
    });
  return {
    execution,
    logs,
    folder,
    run,
    spec: (files, more = {}) => ({
      revision: '1',
      functionArn: `arn:aws:lambda:us-east-1:000000000000:function:f${++count}`,
      functionName: `f${count}`,
      version: '$LATEST',
      region: 'us-east-1',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      timeoutMs: 10_000,
      memoryMb: 128,
      environment: {},
      codeFolder: folder(files),
      layerFolders: [],
      logGroupName: `/aws/lambda/f${count}`,
      logFormat: 'Text',
      applicationLogLevel: 'INFO',
      endpoint: 'http://127.0.0.1:1',
      issueCredentials: () => ({
        accessKeyId: 'ASIA1',
        secretAccessKey: 's',
        sessionToken: 't',
        expiresAt: clock.now() + 3_600_000,
      }),
      ...more,
    }),
    async answer(spec, event) {
      const outcome = await run(spec, event);
      if (outcome.failed) throw new Error(outcome.payload);
      return JSON.parse(outcome.payload);
    },
    setTime(now) {
      slots.set([1, now]);
    },
    runDue() {
      const now = due;
      due = [];
      for (const work of now) work();
    },
    async stop() {
      await execution.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
