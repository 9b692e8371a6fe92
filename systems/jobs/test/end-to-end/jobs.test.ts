import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobsClient } from '../../src/client/jobs-client.ts';
import { type JobsGlobe, startJobs } from './jobs-globe.ts';

let jobs: JobsGlobe;
let client: JobsClient;

beforeAll(async () => {
  jobs = await startJobs();
  client = jobs.client();
}, 120_000);

afterAll(async () => await jobs.stop());

test('defect 3: a job as long as the limit is done, and shows its progress', async () => {
  const id = await client.submit({ seconds: 300 });
  await jobs.globe.settle();
  await jobs.advance('2 minutes');
  const half = { status: 'Running', progress: 0.4 };
  expect(await client.get(id)).toEqual({ hasEnded: false, parts: { consumer_1: half, consumer_2: half } });
  await jobs.advance('3 minutes');
  const slept = { results: 'I slept for 300 seconds', status: 'Success' };
  expect(await client.get(id)).toEqual({ hasEnded: true, parts: { consumer_1: slept, consumer_2: slept } });
});

test('defect 3: jobs do not wait for one another', async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => client.submit({ seconds: 30 })));
  await jobs.globe.settle();
  await jobs.advance('30 seconds');
  const reports = await Promise.all(ids.map(async (id) => await client.get(id)));
  expect(reports.filter(({ hasEnded }) => hasEnded)).toHaveLength(10);
});

test('a kind of job goes to each of its consumers, more than a shard has readers for, and its text is not garbled', async () => {
  const text = 'it\'s "quoted", \\ and /, ünïcode 🎉';
  const id = await client.submit({ type: 'digest', text });
  await jobs.globe.settle();
  const results = createHash('sha256').update(text).digest('hex');
  const done = { results, status: 'Success' };
  expect(await client.get(id)).toEqual({
    hasEnded: true,
    parts: { consumer_1: done, consumer_2: done, consumer_3: done },
  });
  expect((await jobs.item(id))?.version).toBe(6);
});

describe('cancelling', () => {
  test('ends a job that is running at once', async () => {
    const id = await client.submit({ seconds: 300 });
    await jobs.globe.settle();
    await client.cancel(id);
    await jobs.globe.settle();
    const cancelled = { status: 'Cancelled' };
    const ended = { hasEnded: true, parts: { consumer_1: cancelled, consumer_2: cancelled } };
    expect(await client.get(id)).toEqual(ended);
    await jobs.advance('10 minutes');
    expect(await client.get(id)).toEqual(ended);
  });

  test('a job that has ended is refused, and so is one that nobody knows', async () => {
    const id = await client.submit({ type: 'digest', text: 'x' });
    await jobs.globe.settle();
    await expect(client.cancel(id)).rejects.toThrow('409: The job has ended');
    await expect(client.cancel('unknown')).rejects.toThrow('404: Job not found');
    expect(Object.values((await client.get(id)).parts).map(({ status }) => status)).toEqual(Array(3).fill('Success'));
  });

  test('a job before anybody took it up ends without being begun', async () => {
    const id = await client.submit({ seconds: 3 }, 'regretted');
    await client.cancel(id);
    await jobs.globe.settle();
    expect(Object.values((await client.get(id)).parts).map(({ status }) => status)).toEqual(Array(2).fill('Cancelled'));
  });
});
