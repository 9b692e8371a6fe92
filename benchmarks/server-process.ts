import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A server in a process of its own, whose processor time and memory can be read. */
export interface ServerProcess {
  readonly port: number;
  /** From the spawn to the line that told the port. */
  readonly startMs: number;
  /** User and system time so far, all threads. */
  cpuSeconds(): number;
  /** Resident memory. */
  memoryMiB(): number;
  stop(): Promise<void>;
}

/** Starts `node ARGS` and waits for a line of its output in which `pattern` finds the port. */
export function startServer(args: readonly string[], pattern: RegExp): Promise<ServerProcess> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let output = '';
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`node ${args.join(' ')} ended with ${code}:\n${output}`)));
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      const port = pattern.exec(output)?.[1];
      if (port !== undefined) resolve(asServer(child, Number(port), performance.now() - startedAt));
    });
  });
}

function asServer(child: ChildProcess, port: number, startMs: number): ServerProcess {
  const { pid } = child;
  child.removeAllListeners('exit');
  return {
    port,
    startMs,
    cpuSeconds: () => cpuSeconds(pid ?? 0),
    memoryMiB: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** Of all threads. By the scheduler's nanoseconds: `stat` counts hundredths of a second, which is too coarse. */
function cpuSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9;
}
