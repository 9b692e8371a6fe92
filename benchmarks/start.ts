import { setTimeout as pause } from 'node:timers/promises';
import { percentile, printTable } from './report.ts';
import { startServer } from './server-process.ts';
import { snowglobeArguments, tasksFolder } from './snowglobe-process.ts';

const runs = 7;
const askedEveryMs = 5;
/** Memory is looked at so long after the work is done. */
const restMs = 500;
const open = /127\.0\.0\.1:(\d+)/;

interface Start {
  readonly firstAnswerMs: number;
  readonly deployedMs?: number;
  readonly memoryMiB: number;
}

/** From the start of the process to its first answer, and to the tasks system deployed from a synthesised assembly. */
export async function benchmarkStart(): Promise<void> {
  const bare = await repeat(() => startOnce([]));
  const tasks = await repeat(() => startOnce([tasksFolder]));
  const median = (starts: readonly Start[], figure: keyof Start) =>
    percentile(
      starts.map((start) => start[figure] ?? Number.NaN),
      0.5,
    ).toFixed(0);
  printTable(
    `Start (median of ${runs})`,
    ['globe', 'first answer ms', 'deployed ms', 'memory at rest MiB'],
    [
      ['empty', median(bare, 'firstAnswerMs'), '', median(bare, 'memoryMiB')],
      ['with tasks', median(tasks, 'firstAnswerMs'), median(tasks, 'deployedMs'), median(tasks, 'memoryMiB')],
    ],
  );
}

async function repeat(once: () => Promise<Start>): Promise<readonly Start[]> {
  await once();
  const starts: Start[] = [];
  for (let run = 0; run < runs; run += 1) starts.push(await once());
  return starts;
}

async function startOnce(apps: readonly string[]): Promise<Start> {
  const startedAt = performance.now();
  const server = await startServer(snowglobeArguments([...apps, '--port', '0']), open);
  try {
    const health = `http://127.0.0.1:${server.port}/_snowglobe/health`;
    let response = await fetch(health);
    await response.arrayBuffer();
    const firstAnswerMs = performance.now() - startedAt;
    while (response.status !== 200) {
      // Being asked is work too, which would delay what is waited for.
      await pause(askedEveryMs);
      response = await fetch(health);
      await response.arrayBuffer();
    }
    const deployedMs = performance.now() - startedAt;
    await pause(restMs);
    return { firstAnswerMs, memoryMiB: server.memoryMiB(), ...(apps.length > 0 && { deployedMs }) };
  } finally {
    await server.stop();
  }
}
