import { describe, expect, test } from 'vitest';
import { partOf } from '../../src/domain/job.ts';
import type { JobKind } from '../../src/kinds/job-kind.ts';
import { workOn } from '../../src/worker/work.ts';
import { firstStep, jobsInMemory, newJob, startAt, workerInMemory } from '../in-memory.ts';

function setUp(seconds = 3) {
  const job = newJob('a', { parameters: { seconds } });
  const jobs = jobsInMemory([job]);
  const consumer = workerInMemory(jobs);
  const part = () => partOf(jobs.all.get('a') ?? job, 'consumer_1');
  const version = () => jobs.all.get('a')?.version;
  return { job, jobs, ...consumer, part, version };
}

describe('a job that sleeps', () => {
  test('waits in the queue, and has slept when its message comes back', async () => {
    const { job, worker, sent, part, version } = setUp();
    await workOn(firstStep(job), worker);
    expect(part()?.status).toBe('Running');
    expect(sent).toEqual([{ message: { ...firstStep(job), step: 1, state: { sleptSeconds: 3 } }, delaySeconds: 3 }]);
    await workOn(sent[0]?.message ?? firstStep(job), worker);
    expect(part()).toEqual({ status: 'Success', results: 'I slept for 3 seconds' });
    expect(version()).toBe(2);
  });

  test('tells its progress when it sleeps for long', async () => {
    const { job, worker, sent, clock, part } = setUp(300);
    const told: (number | undefined)[] = [];
    let message = firstStep(job);
    for (let step = 0; step <= 10; step += 1) {
      await workOn(message, worker);
      told.push(part()?.progress);
      const { message: next, delaySeconds } = sent[step] ?? { message, delaySeconds: 0 };
      clock.nowAt += delaySeconds * 1000;
      message = next;
    }
    expect(told).toEqual([undefined, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, undefined]);
    expect(part()?.results).toBe('I slept for 300 seconds');
    expect(clock.nowAt - startAt).toBe(300_000);
  });

  test('defect 3: as long as the limit is not too long', async () => {
    const { job, worker, failures } = setUp(300);
    await workOn(firstStep(job), worker);
    expect(failures).toEqual([]);
  });
});

describe('a job that fails', () => {
  test('for longer than the limit fails at once, and its failure carries its parameters', async () => {
    const { job, worker, failures, sent } = setUp(301);
    await workOn(firstStep(job), worker);
    expect(sent).toEqual([]);
    expect(failures).toMatchObject([{ jobId: 'a', consumer: 'consumer_1', parameters: { seconds: 301 } }]);
  });

  test.each([
    ['an unknown type', { type: 'unheard', parameters: {} }, 'unheard'],
    ['parameters that are not allowed', { type: 'sleep', parameters: { seconds: 'long' } }, 'seconds'],
  ])('%s is told by name', async (_name, given, reason) => {
    const { worker, failures } = setUp();
    await workOn({ jobId: 'a', step: 0, ...given } as never, worker);
    expect(failures[0]?.reason).toContain(reason);
  });

  test('by an error that is not its own fault is tried again by the queue', async () => {
    const { job, jobs } = setUp();
    const broken = { ...workerInMemory(jobs).worker, kindOf: () => unlucky };
    await expect(workOn(firstStep(job), broken)).rejects.toThrow('the disk is full');
  });
});

const unlucky: JobKind = {
  type: 'unlucky',
  description: 'Never works',
  consumers: ['consumer_1'],
  schema: { properties: { seconds: { type: 'integer', minimum: 1, maximum: 10 } }, required: ['seconds'] },
  step: () => {
    throw new Error('the disk is full');
  },
};

describe('messages', () => {
  test('that come twice do a step twice, and the later of two successors finds nothing to do', async () => {
    const { job, worker, sent, version } = setUp(30);
    await workOn(firstStep(job), worker);
    await workOn(firstStep(job), worker);
    expect(sent).toHaveLength(2);
    for (const { message } of sent.splice(0)) await workOn(message, worker);
    expect(sent).toHaveLength(1);
    expect(version()).toBe(2);
  });

  test('of jobs that nobody knows, and of jobs that have ended, do nothing', async () => {
    const { job, worker, sent, failures } = setUp();
    await workOn({ ...firstStep(job), jobId: 'unknown' }, worker);
    await workOn({ jobId: 'a', type: 'sleep', cancel: true }, worker);
    await workOn(firstStep(job), worker);
    expect([sent, failures]).toEqual([[], []]);
  });
});

test('a cancelled job ends at once, and what it left in the queue does nothing', async () => {
  const { job, worker, sent, part, version } = setUp(30);
  await workOn(firstStep(job), worker);
  await workOn({ jobId: 'a', type: 'sleep', cancel: true }, worker);
  expect(part()).toEqual({ status: 'Cancelled' });
  await workOn(sent[0]?.message ?? firstStep(job), worker);
  expect([sent.length, version()]).toEqual([1, 2]);
});
