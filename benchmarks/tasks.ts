import { setTimeout as pause } from 'node:timers/promises';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { outputsOf } from './outputs.ts';
import { percentile, printTable } from './report.ts';
import { startServer } from './server-process.ts';
import { snowglobeArguments, tasksFolder } from './snowglobe-process.ts';

const posts = 200;

/** From sending POST /tasks to its event lying in the audit bucket: API, function, two tables, two streams, two more functions, S3. */
export async function benchmarkTasks(): Promise<void> {
  const server = await startServer(snowglobeArguments([tasksFolder, '--port', '0']), /127\.0\.0\.1:(\d+)/);
  const endpoint = `http://127.0.0.1:${server.port}`;
  const s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  try {
    const { ApiUrl, AuditBucketName } = await outputsOf(server, 'tasks');
    const answered: number[] = [];
    const audited: number[] = [];
    for (let post = -20; post < posts; post += 1) {
      const startedAt = performance.now();
      const id = await createTask(ApiUrl ?? '');
      const answeredMs = performance.now() - startedAt;
      await objectAppears(s3, AuditBucketName ?? '', `events/Task/${id}-1.json`);
      const auditedMs = performance.now() - startedAt;
      // The other region and the other consumers are still at work: what they take is not this event's time, nor the next one's.
      await (await fetch(`${endpoint}/_snowglobe/settle`, { method: 'POST' })).arrayBuffer();
      if (post < 0) continue;
      answered.push(answeredMs);
      audited.push(auditedMs);
    }
    const row = (name: string, values: readonly number[]) => [
      name,
      percentile(values, 0.5).toFixed(1),
      percentile(values, 0.99).toFixed(1),
    ];
    printTable(
      `POST /tasks, each when the one before has come to rest (${posts})`,
      ['until', 'p50 ms', 'p99 ms'],
      [row('answered', answered), row('audit object in S3', audited)],
    );
    console.log(`memory after that: ${server.memoryMiB().toFixed(0)} MiB`);
  } finally {
    s3.destroy();
    await server.stop();
  }
}

async function createTask(apiUrl: string): Promise<string> {
  const response = await fetch(`${apiUrl.replace(/\/$/, '')}/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench' }),
  });
  if (response.status !== 201) throw new Error(`POST /tasks answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** Asks every millisecond: without a pause the globe would be busy with being asked. */
async function objectAppears(s3: S3Client, bucket: string, key: string): Promise<void> {
  for (let ask = 0; ask < 10_000; ask += 1) {
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key }));
    if ((KeyCount ?? 0) > 0) return;
    await pause(1);
  }
  throw new Error(`${key} never appeared`);
}
