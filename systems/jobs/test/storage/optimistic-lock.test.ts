import { expect, test } from 'vitest';
import { LockLost } from '../../src/domain/errors.ts';
import { cancel, fail, type Job, partOf } from '../../src/domain/job.ts';
import { jobsInMemory, newJob } from '../in-memory.ts';

const rival = (job: Job) => fail(job, 'consumer_2') ?? job;

test('a change is made on top of what others wrote meanwhile', async () => {
  const { store, all } = jobsInMemory([newJob('a')], [rival, rival, rival]);
  const job = await store.change('a', (found) => cancel(found, 'consumer_1'));
  expect(job).toMatchObject({
    version: 4,
    parts: { consumer_1: { status: 'Cancelled' }, consumer_2: { status: 'Failure' } },
  });
  expect(all.get('a')?.version).toBe(4);
});

test('defect 4: a lock that is lost ten times is an error, which the queue or a replay tries again', async () => {
  const rivals = Array.from({ length: 10 }, () => rival);
  const { store } = jobsInMemory([newJob('a')], rivals);
  await expect(store.change('a', (found) => cancel(found, 'consumer_1'))).rejects.toThrow(LockLost);
  const again = await store.change('a', (found) => cancel(found, 'consumer_1'));
  expect(again && partOf(again, 'consumer_1')?.status).toBe('Cancelled');
});

test('what needs no change is not written, and an unknown job is no error', async () => {
  const { store } = jobsInMemory([newJob('a')]);
  expect((await store.change('a', () => undefined))?.version).toBe(0);
  expect(await store.change('b', (found) => cancel(found, 'consumer_1'))).toBeUndefined();
});
