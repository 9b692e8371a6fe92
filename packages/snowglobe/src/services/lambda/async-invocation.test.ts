import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InvocationResult } from '../../contract/function-runner.ts';
import { type AttemptEnd, afterAttempt } from './async-invocation.ts';
import type { AsyncInvocationRow } from './tables.ts';

const row: AsyncInvocationRow = {
  requestId: 'r',
  functionName: 'f',
  qualifier: undefined,
  payload: '{}',
  clientContext: undefined,
  enqueuedAt: 0,
  dueAt: 0,
  attempts: 0,
  throttles: 0,
  cause: { id: '', trace: '' },
};
const result: InvocationResult = { payload: '{}', executedVersion: '1', logTail: '', requestId: 'r' };
const failed: AttemptEnd = { kind: 'answered', result: { ...result, functionError: 'Unhandled' } };
const throttled: AttemptEnd = { kind: 'throttled', status: 429, message: 'Rate Exceeded.' };

test('an answer ends it', () => {
  const end: AttemptEnd = { kind: 'answered', result };
  expect(afterAttempt(row, end, undefined, 0)).toEqual({ kind: 'over', condition: 'Success' });
});

test('failures are tried again after one and two minutes, then never', () => {
  const one = afterAttempt(row, failed, undefined, 0);
  expect(one).toMatchObject({ kind: 'again', row: { attempts: 1, dueAt: 60_000 } });
  const two = afterAttempt({ ...row, attempts: 1 }, failed, undefined, 60_000);
  expect(two).toMatchObject({ kind: 'again', row: { attempts: 2, dueAt: 180_000 } });
  const three = afterAttempt({ ...row, attempts: 2 }, failed, undefined, 180_000);
  expect(three).toEqual({ kind: 'over', condition: 'RetriesExhausted' });
});

test('throttles wait from one second up to five minutes and are no attempts', () => {
  const delays = [0, 1, 5, 20].map((throttles) => {
    const move = afterAttempt({ ...row, throttles }, throttled, undefined, 0);
    return move.kind === 'again' ? [move.row.dueAt, move.row.attempts] : move;
  });
  expect(delays).toEqual([
    [1_000, 0],
    [2_000, 0],
    [32_000, 0],
    [300_000, 0],
  ]);
});

test('whatever happens, it ends within its age', () => {
  const ends = fc.array(fc.constantFrom(failed, throttled), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(ends, fc.integer({ min: 60, max: 21_600 }), (all, maximumEventAgeSeconds) => {
      const policy = { maximumRetryAttempts: 2, maximumEventAgeSeconds };
      let current = row;
      for (const end of all) {
        const move = afterAttempt(current, end, policy, current.dueAt);
        if (move.kind === 'over') return;
        expect(move.row.dueAt).toBeGreaterThan(current.dueAt);
        expect(move.row.dueAt).toBeLessThanOrEqual(maximumEventAgeSeconds * 1000);
        expect(move.row.attempts).toBeLessThanOrEqual(2);
        current = move.row;
      }
    }),
  );
});
