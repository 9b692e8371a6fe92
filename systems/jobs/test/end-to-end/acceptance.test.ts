import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobsClient } from '../../src/client/jobs-client.ts';
import { type JobsGlobe, startJobs } from './jobs-globe.ts';

let jobs: JobsGlobe;
let client: JobsClient;

beforeAll(async () => {
  jobs = await startJobs();
  client = jobs.client();
}, 120_000);

afterAll(async () => await jobs.stop());

// Tried again on a busy machine: two seconds are what it takes after the deployment.
test('a job of 3 seconds is done by both consumers; one of 301 seconds fails, and a replay records what was not', {
  retry: 2,
}, async () => {
  const { globe } = jobs;
  const startedAt = performance.now();
  const short = await client.submit({ seconds: 3 });
  expect((await client.get(short)).parts).toEqual({});
  await globe.settle();
  const running = { status: 'Running' };
  expect((await client.get(short)).parts).toEqual({ consumer_1: running, consumer_2: running });
  await globe.advance('3 seconds');
  await globe.settle();
  const slept = { results: 'I slept for 3 seconds', status: 'Success' };
  expect(await client.get(short)).toEqual({ hasEnded: true, parts: { consumer_1: slept, consumer_2: slept } });
  expect((await jobs.item(short))?.version).toBe(4);

  const from = globe.now();
  const failed = { seconds: 301, status: 'Failure' };
  let long = '';
  await jobs.withoutRight('Consumer1ErrorHandlerFunctionName', { action: 'dynamodb:UpdateItem' }, async () => {
    long = await client.submit({ seconds: 301 });
    await globe.settle();
    expect((await client.get(long)).parts).toEqual({ consumer_1: running, consumer_2: failed });
  });
  await jobs.replay(`replay-of-${long}`, from);
  expect((await client.get(long)).parts).toEqual({ consumer_1: failed, consumer_2: failed });

  const url = `${jobs.output('ApiUrl')}jobs`;
  const unsigned = await globe.http(url, { method: 'POST', body: { seconds: 3 } });
  expect([unsigned.status, await unsigned.json()]).toEqual([403, { message: 'Missing Authentication Token' }]);
  await expect(client.submit({})).rejects.toThrow('400: Invalid request body');
  await expect(client.get('unknown')).rejects.toThrow('404: Job not found');
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
