import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const cli = join(root, 'packages', 'snowglobe', 'dist', 'cli.js');
const posts = 1_000;
const senders = 10;
/** The globe is killed as soon as so many tasks have been answered. */
const killsAt = [137, 500, 863];

const folder = mkdtempSync(join(tmpdir(), 'snowglobe-kill-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Globe {
  readonly child: ChildProcess;
  readonly endpoint: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Starts the command line's globe over the same data folder and waits until the tasks system is deployed. */
async function startGlobe(): Promise<Globe> {
  const child = spawn(process.execPath, [
    cli,
    'start',
    join(root, 'systems', 'tasks'),
    '--data',
    folder,
    '--port',
    '0',
  ]);
  children.push(child);
  const endpoint = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (data: Buffer) => {
      output += data.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`the globe ended with ${code}: ${output}`)));
  });
  for (;;) {
    const response = await fetch(`${endpoint}/_snowglobe/health`);
    const { systems } = (await response.json()) as {
      systems: { tasks: { status: string; reason?: string; outputs: Globe['outputs'] } };
    };
    if (response.status === 200) return { child, endpoint, outputs: systems.tasks.outputs };
    if (systems.tasks.status === 'failed') throw new Error(systems.tasks.reason);
  }
}

async function post(globe: Globe, name: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${globe.outputs.ApiUrl?.replace(/\/$/, '')}/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    const body = (await response.json()) as { id: string };
    return response.status === 201 ? body.id : undefined;
  } catch {
    // The connection broke: the globe was killed, nothing was answered.
    return undefined;
  }
}

/** Posts until so many tasks have been answered, then kills the globe at once, in the middle of other requests. */
async function postUntil(globe: Globe, answered: string[], target: number, kill: boolean): Promise<void> {
  const exited = new Promise((resolve) => globe.child.once('exit', resolve));
  let attempts = 0;
  const send = async () => {
    while (answered.length < target) {
      attempts += 1;
      if (attempts > 10 * posts)
        throw new Error(`${attempts} requests, but only ${answered.length} tasks were answered`);
      const id = await post(globe, `task ${answered.length}`);
      if (id !== undefined) answered.push(id);
      else if (globe.child.exitCode !== null || globe.child.killed) return;
    }
    if (kill) globe.child.kill('SIGKILL');
  };
  await Promise.all(Array.from({ length: senders }, send));
  if (kill) await exited;
}

/** The status of GET /tasks/{id}, asked again while the API throttles. */
async function statusOf(globe: Globe, id: string): Promise<number> {
  for (;;) {
    const response = await fetch(`${globe.outputs.ApiUrl?.replace(/\/$/, '')}/tasks/${id}`);
    await response.arrayBuffer();
    if (response.status !== 429) return response.status;
  }
}

async function auditKeys(globe: Globe): Promise<readonly string[]> {
  const s3 = new S3Client({
    endpoint: globe.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: globe.outputs.AuditBucketName,
        Prefix: 'events/Task/',
        ContinuationToken: token,
      }),
    );
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  s3.destroy();
  return keys;
}

it('keeps every answered task through kill -9, and audits each event once', { timeout: 400_000 }, async () => {
  const answered: string[] = [];
  let globe = await startGlobe();
  for (const target of killsAt) {
    await postUntil(globe, answered, target, true);
    globe = await startGlobe();
  }
  await postUntil(globe, answered, posts, false);
  const settled = await fetch(`${globe.endpoint}/_snowglobe/settle?timeoutMs=150000`, { method: 'POST' });
  expect(await settled.json()).toEqual({ settled: true });

  const lost: string[] = [];
  for (const id of answered) {
    const status = await statusOf(globe, id);
    if (status !== 200) lost.push(`${id}: ${status}`);
  }
  expect(lost).toEqual([]);
  const keys = await auditKeys(globe);
  expect(new Set(keys).size).toBe(keys.length);
  const audited = new Set(keys);
  expect(answered.filter((id) => !audited.has(`events/Task/${id}-1.json`))).toEqual([]);
});
