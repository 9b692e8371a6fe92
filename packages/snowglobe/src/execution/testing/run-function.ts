import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createExecution, type Execution } from '../execution.ts';
import type { FunctionSpec, Invocation, InvocationOutcome } from '../function-spec.ts';

/** An execution alone, for tests: functions are given as files. */
export class TestExecution {
  readonly execution: Execution;
  /** What was logged so far, a line per event. */
  readonly logs: string[] = [];
  readonly #root = mkdtempSync(join(tmpdir(), 'snowglobe-execution-test-'));
  readonly #shared = new SharedArrayBuffer(16);
  readonly #slots = new Float64Array(this.#shared);
  #due: (() => void)[] = [];
  #count = 0;

  constructor() {
    this.execution = createExecution({
      clock: { shared: this.#shared, held: false, now: () => this.now() },
      scheduler: {
        after: (_delayMs, _label, work) => {
          this.#due.push(() => void work());
          return { cancel: () => {} };
        },
      },
      random: { hex: (digits) => String(++this.#count).padStart(digits, '0') },
      log: (_spec, _stream, events) => this.logs.push(...events.map((event) => event.text)),
    });
  }

  now(): number {
    const real = this.#slots[0] === 1 ? 0 : performance.timeOrigin + performance.now();
    return real + (this.#slots[1] ?? 0);
  }

  /** Holds the clock at an instant. */
  setTime(now: number): void {
    this.#slots.set([1, now]);
  }

  /** Runs what is due on the scheduler now. */
  runDue(): void {
    for (const work of this.#due.splice(0)) work();
  }

  /** Writes files into a new folder. */
  folder(files: Readonly<Record<string, string>>): string {
    const made = mkdtempSync(join(this.#root, 'files-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(made, name)), { recursive: true });
      writeFileSync(join(made, name), text);
    }
    return made;
  }

  /** Writes a function's files and describes it. */
  spec(files: Readonly<Record<string, string>>, more: Partial<FunctionSpec> = {}): FunctionSpec {
    const functionName = `f${++this.#count}`;
    return {
      revision: '1',
      functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
      functionName,
      version: '$LATEST',
      region: 'us-east-1',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      timeoutMs: 10_000,
      memoryMb: 128,
      environment: {},
      codeFolder: this.folder(files),
      layerFolders: [],
      logGroupName: `/aws/lambda/${functionName}`,
      logFormat: 'Text',
      applicationLogLevel: 'INFO',
      endpoint: 'http://127.0.0.1:1',
      issueCredentials: () => ({
        accessKeyId: 'ASIA1',
        secretAccessKey: 's',
        sessionToken: 't',
        expiresAt: this.now() + 3_600_000,
      }),
      ...more,
    };
  }

  run(spec: FunctionSpec, event: unknown = {}, more: Partial<Invocation> = {}): Promise<InvocationOutcome> {
    return this.execution.invoke(spec, {
      requestId: `request-${++this.#count}`,
      payload: JSON.stringify(event),
      invokedFunctionArn: spec.functionArn,
      traceHeader: 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=1',
      ...more,
    });
  }

  /** The parsed answer; throws when the function failed. */
  async answer(spec: FunctionSpec, event?: unknown): Promise<unknown> {
    const outcome = await this.run(spec, event);
    if (outcome.failed) throw new Error(outcome.payload);
    return JSON.parse(outcome.payload);
  }

  async stop(): Promise<void> {
    await this.execution.stop();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
