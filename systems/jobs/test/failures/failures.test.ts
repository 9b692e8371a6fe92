import type { SNSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { dispatchWithinMs, partOf, takeUp } from '../../src/domain/job.ts';
import type { JobFailure } from '../../src/domain/messages.ts';
import { dispatchAgain } from '../../src/failures/dispatch-again.ts';
import { recordFailures } from '../../src/failures/record-failures.ts';
import { lookAfter } from '../../src/watch/look-after.ts';
import { jobsInMemory, newJob, publisher, startAt } from '../in-memory.ts';

const log = () => {};
const told = (message: object) => ({ Records: [{ Sns: { Message: JSON.stringify(message) } }] }) as SNSEvent;
const failure: JobFailure = { jobId: 'a', consumer: 'consumer_1', parameters: { seconds: 301 }, reason: 'too long' };
const takenUp = takeUp(newJob('a'), { consumer: 'consumer_1', step: 0, nowAt: startAt }) ?? newJob('a');

describe('the error handler', () => {
  test('defect 5: records a failure by the key of its job, for one consumer', async () => {
    const { store, all } = jobsInMemory([takenUp]);
    await recordFailures(told(failure), { store, log });
    expect(all.get('a')?.parts).toEqual({ consumer_1: { status: 'Failure', parameters: { seconds: 3 } } });
  });

  test('records it once, however often it is told', async () => {
    const { store, all } = jobsInMemory([takenUp]);
    for (let time = 0; time < 3; time += 1) await recordFailures(told(failure), { store, log });
    expect(all.get('a')?.version).toBe(1);
  });
});

test('jobs of a batch that was given up are handed out by when they came in', async () => {
  const minuteMs = 60_000;
  const jobs = [
    newJob('before', { attentionAt: startAt - minuteMs }),
    newJob('lost'),
    { ...takenUp, id: 'under-way', phase: 'running' as const },
    newJob('after', { attentionAt: startAt + minuteMs }),
  ];
  const { publish, published } = publisher();
  const instant = new Date(startAt).toISOString();
  const DDBStreamBatchInfo = {
    approximateArrivalOfFirstRecord: instant,
    approximateArrivalOfLastRecord: instant,
    batchSize: 2,
  };
  const batch = { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo };
  await dispatchAgain(told(batch), { store: jobsInMemory(jobs).store, publish, log });
  expect(published).toEqual([{ jobId: 'lost', type: 'sleep', parameters: { seconds: 3 }, step: 0 }]);
});

describe('the watch', () => {
  function watching(nowAt: number) {
    const jobs = jobsInMemory([{ ...takenUp, phase: 'running', attentionAt: startAt }]);
    const failures: JobFailure[] = [];
    const reportFailure = async (each: JobFailure) => {
      failures.push(each);
    };
    return {
      jobs,
      failures,
      look: async (at = nowAt) => await lookAfter({ store: jobs.store, reportFailure, nowMs: () => at, log }),
    };
  }

  test('leaves a job alone as long as its leases run', async () => {
    const { failures, look } = watching(startAt);
    await look();
    expect(failures).toEqual([]);
  });

  test('defect 4: tells the failure of a consumer that lost its job, and again when nobody recorded it', async () => {
    const nowAt = startAt + 10 * 60_000;
    const { failures, look } = watching(nowAt);
    await look();
    await look();
    expect(failures).toMatchObject([{ jobId: 'a', consumer: 'consumer_1', parameters: { seconds: 3 } }]);
    await look(nowAt + 15 * 60_000);
    expect(failures).toHaveLength(2);
  });

  test('tells the failure of a job that nobody took up, for everybody who should have', async () => {
    const { failures, jobs, look } = watching(startAt + dispatchWithinMs);
    await look();
    expect(failures.map(({ consumer }) => consumer)).toEqual(['consumer_1', 'consumer_2']);
    for (const each of failures) await recordFailures(told(each), { store: jobs.store, log });
    const job = jobs.all.get('a');
    expect(job && ['consumer_1', 'consumer_2'].map((consumer) => partOf(job, consumer)?.status)).toEqual([
      'Failure',
      'Failure',
    ]);
  });
});
