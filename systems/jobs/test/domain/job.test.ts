import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../src/domain/backoff.ts';
import {
  cancel,
  dispatchWithinMs,
  fail,
  hasEnded,
  isDue,
  type Job,
  keepGoing,
  lostConsumers,
  nextAttentionAt,
  partOf,
  shortWaitMs,
  stepAllowanceMs,
  succeed,
  takeUp,
} from '../../src/domain/job.ts';
import { newJob, startAt } from '../in-memory.ts';

const consumer = 'consumer_1';
const turn = { consumer, step: 0, nowAt: startAt };
const running = (job: Job = newJob('a')) => takeUp(job, turn) ?? job;

describe('a job', () => {
  test('is running for the consumer that took it up, and only once', () => {
    const job = running();
    expect(partOf(job, consumer)?.status).toBe('Running');
    expect(partOf(job, 'consumer_2')).toBeUndefined();
    expect(takeUp(job, turn)).toBeUndefined();
  });

  test('keeps its parameters for those who ask after a failure', () => {
    expect(partOf(fail(running(), consumer) ?? newJob('b'), consumer)).toEqual({
      status: 'Failure',
      parameters: { seconds: 3 },
    });
  });

  test('that is to be cancelled is cancelled at whatever comes next', () => {
    const job = { ...running(), cancelRequestedAt: startAt };
    const next = [
      takeUp(newJob('b', { cancelRequestedAt: startAt }), turn),
      keepGoing(job, turn, 1000),
      succeed(job, consumer, 'x'),
    ];
    expect(next.map((changed) => changed && partOf(changed, consumer)?.status)).toEqual(Array(3).fill('Cancelled'));
  });

  test('is written twice when it waits for a short time: when it begins and when it ends', () => {
    expect(keepGoing(running(), turn, 3000)).toBeUndefined();
    const longer = keepGoing(running(), turn, shortWaitMs + 1);
    expect(longer && partOf(longer, consumer)).toMatchObject({
      step: 1,
      leaseUntilAt: startAt + shortWaitMs + 1 + stepAllowanceMs,
    });
  });

  test('a message that was overtaken is not due, one that comes twice is', () => {
    const later = keepGoing(running(), { ...turn, step: 1 }, 1000, 0.5) ?? newJob('a');
    expect([0, 1, 2, 3].map((step) => isDue(later, { ...turn, step }))).toEqual([false, false, true, true]);
    expect(isDue(running(), turn)).toBe(true);
  });
});

test('what has ended stays as it is, whatever is done to it', () => {
  const ends = [succeed, fail, cancel].map((end) => (job: Job) => end(job, consumer, 'done'));
  const end = fc.constantFrom(...ends);
  fc.assert(
    fc.property(end, end, (first, second) => {
      const ended = first(running());
      expect(ended && hasEnded(partOf(ended, consumer))).toBe(true);
      expect(ended && second(ended)).toBeUndefined();
      expect(ended && takeUp(ended, turn)).toBeUndefined();
      expect(ended && keepGoing(ended, turn, 1000)).toBeUndefined();
    }),
  );
});

describe('defect 4: no job is "Running" for ever', () => {
  const consumers = ['consumer_1', 'consumer_2'];

  test('attention is due at the first lease, and when a job was not taken up in time', () => {
    expect(nextAttentionAt(newJob('a'), consumers)).toBe(startAt + dispatchWithinMs);
    const leaseUntilAt = startAt + shortWaitMs + stepAllowanceMs;
    expect(nextAttentionAt(running(), consumers)).toBe(leaseUntilAt);
    expect(lostConsumers(running(), consumers, leaseUntilAt - 1)).toEqual([]);
    expect(lostConsumers(running(), consumers, leaseUntilAt)).toEqual(['consumer_1']);
    expect(lostConsumers(running(), consumers, startAt + dispatchWithinMs)).toEqual(consumers);
  });

  test('none is due once every consumer has ended', () => {
    const ended = consumers.reduce<Job>((job, name) => fail(job, name) ?? job, newJob('a'));
    expect(nextAttentionAt(ended, consumers)).toBeUndefined();
  });

  test('pauses between attempts grow to a second, and are never the same for everybody', () => {
    const longest = [1, 2, 3, 10].map((attempt) => backoffMs(attempt, () => 0.999_999));
    expect(longest).toEqual([19, 39, 79, 999]);
    expect(backoffMs(10, () => 0)).toBe(0);
  });
});
