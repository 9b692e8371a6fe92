import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FunctionThread, ThreadListener } from '../function-thread.ts';
import type { FromWorker, InitMessage, ToWorker } from '../messages.ts';
import { customRuntimeFile } from '../runtimes.ts';
import { frameReader, lineReader } from './log-lines.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

export interface RuntimeProcessProps {
  /** The interpreter and its arguments; empty: the deployment package or a layer brings an executable. */
  readonly command: readonly string[];
  readonly memoryMb: number;
  readonly layerFolders: readonly string[];
  readonly clock: { now(): number };
}

/**
 * An execution environment in a process of its own, for runtimes other than Node.js. It is told and tells what a thread is
 * and does. Differs from AWS: its memory is measured, not limited, and its clock is the machine's.
 */
export function createRuntimeProcess(props: RuntimeProcessProps): FunctionThread {
  return new RuntimeProcess(props);
}

class RuntimeProcess implements FunctionThread {
  readonly memoryMb: number;
  readonly #props: RuntimeProcessProps;
  #listener: ThreadListener | undefined;
  #api: RuntimeApi | undefined;
  #child: ChildProcess | undefined;
  #terminated = false;

  constructor(props: RuntimeProcessProps) {
    this.#props = props;
    this.memoryMb = props.memoryMb;
  }

  listen(listener: ThreadListener): void {
    this.#listener = listener;
  }

  send(message: ToWorker): void {
    if (message.kind === 'init') void this.#start(message);
    else this.#api?.invoke(message);
  }

  async terminate(): Promise<void> {
    this.#terminated = true;
    this.#listener = undefined;
    this.#api?.close();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async #start(init: InitMessage): Promise<void> {
    const command = this.#command(init.taskRoot);
    if (!command) return this.#tell({ kind: 'init-failed', error: noExecutable(init.taskRoot) });
    this.#api = await startRuntimeApi({
      ready: () => this.#tell({ kind: 'ready' }),
      initFailed: (error) => this.#tell({ kind: 'init-failed', error: withErrorType(error) }),
      response: (body) =>
        this.#afterOutput({ kind: 'response', payload: body.toString('utf8'), usedMemoryMb: this.#usedMemoryMb() }),
      streamBegun: (contentType) => this.#tell({ kind: 'stream', contentType }),
      streamed: (bytes) => this.#tell({ kind: 'chunk', bytes }),
      failed: (error) =>
        this.#afterOutput({ kind: 'failure', error: withErrorType(error), usedMemoryMb: this.#usedMemoryMb() }),
    });
    if (this.#terminated) return this.#api.close();
    this.#child = this.#spawn(command, init, this.#api.address);
  }

  /** The command, or the package's own executable, which zip files from elsewhere may have lost the mark of. */
  #command(taskRoot: string): readonly string[] | undefined {
    if (this.#props.command.length > 0) return this.#props.command;
    const places = [taskRoot, ...this.#props.layerFolders.toReversed()].map((folder) =>
      join(folder, customRuntimeFile),
    );
    const file = places.find((place) => existsSync(place));
    if (file === undefined) return undefined;
    chmodSync(file, 0o755);
    return [file];
  }

  #spawn(command: readonly string[], init: InitMessage, address: string): ChildProcess {
    const [file = '', ...args] = command;
    const child = spawn(file, args, {
      cwd: init.taskRoot,
      env: { ...init.environment, AWS_LAMBDA_RUNTIME_API: address },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const log = (text: string): void => this.#tell({ kind: 'log', text, at: this.#props.clock.now() });
    for (const stream of [child.stdout, child.stderr]) {
      const lines = lineReader(log);
      stream?.on('data', lines.read).on('end', lines.end);
    }
    (child.stdio[3] as Readable | null)?.on('data', frameReader(log).read);
    child.on('error', (error) => log(`${file}: ${error.message}`));
    child.on('close', (code, signal) => {
      this.#api?.close();
      this.#listener?.exit(code ?? 1, signal === 'SIGKILL');
    });
    return child;
  }

  /** What the process wrote before it answered is read first: it lies in the pipes already, which take a turn to be read. */
  #afterOutput(message: FromWorker): void {
    setImmediate(() => setImmediate(() => this.#tell(message)));
  }

  #tell(message: FromWorker): void {
    this.#listener?.message(message);
  }

  /** The most that the process had in memory, where the system tells. */
  #usedMemoryMb(): number {
    const status = `/proc/${this.#child?.pid ?? 0}/status`;
    if (!existsSync(status)) return 0;
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1];
    return Math.ceil(Number(kilobytes ?? 0) / 1024);
  }
}

const noExecutable = (taskRoot: string): string =>
  JSON.stringify({
    errorType: 'Runtime.InvalidEntrypoint',
    errorMessage: `Couldn't find valid ${customRuntimeFile}(s): [${taskRoot}/${customRuntimeFile} /opt/${customRuntimeFile}]`,
  });

/** A runtime may report anything; callers see JSON with an error type. */
function withErrorType(error: string): string {
  try {
    const body: unknown = JSON.parse(error);
    if (typeof body === 'object' && body !== null) return error;
  } catch {
    // Not JSON: told as it came.
  }
  return JSON.stringify({ errorType: 'Runtime.Unknown', errorMessage: error });
}
