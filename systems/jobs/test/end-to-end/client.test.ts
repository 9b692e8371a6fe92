import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import committed from '../../openapi.json' with { type: 'json' };
import { type JobsGlobe, startJobs } from './jobs-globe.ts';

const app = fileURLToPath(new URL('../..', import.meta.url));
let jobs: JobsGlobe;
let folder = '';

beforeAll(async () => {
  jobs = await startJobs();
  folder = await mkdtemp(join(tmpdir(), 'jobs-openapi-'));
}, 120_000);

afterAll(async () => {
  await jobs.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a program of the system as its user would. */
async function run(program: string, ...args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: jobs.globe.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', `bin/${program}.ts`, ...args], {
    cwd: app,
    env,
  });
  return stdout.trim();
}

test('the client hands a job in, waits for it, and is told what is refused, with temporary credentials', async () => {
  const id = await run('jobs', 'submit', '--type', 'digest', '--parameter', 'text=hello');
  await jobs.globe.settle();
  const ended = JSON.parse(await run('jobs', 'wait', id));
  expect(Object.keys(ended).sort()).toEqual(['consumer_1', 'consumer_2', 'consumer_3']);
  await expect(run('jobs', 'cancel', id)).rejects.toThrow('409: The job has ended');
}, 60_000);

test('the OpenAPI document in the repository is that of the deployed API', async () => {
  const file = join(folder, 'openapi.json');
  await run('openapi', 'jobs-local', 'us-east-1', file);
  const document = JSON.parse(await readFile(file, 'utf8'));
  expect(document).toEqual(committed);
  const operations = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(operations.sort()).toEqual(['get /jobs/{jobId}', 'post /jobs', 'post /jobs/{jobId}/cancel']);
  expect(JSON.stringify(document.components.schemas)).toContain('43200');
});
