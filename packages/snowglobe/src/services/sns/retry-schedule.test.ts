import { expect, test } from 'vitest';
import type { RetryPolicy } from './delivery-policy.ts';
import { effectivePolicy } from './delivery-policy.ts';
import { retryDelayMs } from './retry-schedule.ts';

function allSeconds(policy?: RetryPolicy, longest = 200): number[] {
  const delays: number[] = [];
  for (let retry = 0; retry < longest; retry += 1) {
    const delay = retryDelayMs(retry, policy);
    if (delay === undefined) break;
    delays.push(delay / 1_000);
  }
  return delays;
}

const policy = (given: object) =>
  effectivePolicy(undefined, JSON.stringify({ healthyRetryPolicy: given })).healthyRetryPolicy;

test("AWS's own endpoints: at once, every second, ever slower, every 20 seconds, 100,015 times in all", () => {
  const delays = allSeconds();
  expect(delays.slice(0, 6)).toEqual([0, 0, 0, 1, 1, 1]);
  const backoff = delays.slice(5, 15);
  expect(backoff).toEqual(backoff.toSorted((a, b) => a - b));
  expect(delays.slice(14, 17)).toEqual([20, 20, 20]);
  expect(retryDelayMs(100_014)).toBe(20_000);
  expect(retryDelayMs(100_015)).toBeUndefined();
});

test('over HTTP without a policy: three times, 20 seconds apart', () => {
  expect(allSeconds(policy({}))).toEqual([20, 20, 20]);
});

test('each phase of a policy has its retries', () => {
  const given = {
    numRetries: 9,
    numNoDelayRetries: 1,
    numMinDelayRetries: 2,
    numMaxDelayRetries: 3,
    minDelayTarget: 10,
    maxDelayTarget: 40,
    backoffFunction: 'linear',
  };
  expect(allSeconds(policy(given))).toEqual([0, 10, 10, 10, 25, 40, 40, 40, 40]);
});

test.each(['arithmetic', 'exponential', 'geometric'])(
  '%s grows from the least delay to the greatest',
  (backoffFunction) => {
    const delays = allSeconds(policy({ numRetries: 5, minDelayTarget: 1, maxDelayTarget: 60, backoffFunction }));
    expect([delays[0], delays[4], delays.length]).toEqual([1, 60, 5]);
    expect(delays[2]).toBeLessThan(30.5);
  },
);

test('no overrides: the topic decides', () => {
  const topic = { http: { defaultHealthyRetryPolicy: { numRetries: 1 }, disableSubscriptionOverrides: true } };
  const own = JSON.stringify({ healthyRetryPolicy: { numRetries: 9 } });
  expect(effectivePolicy(JSON.stringify(topic), own).healthyRetryPolicy.numRetries).toBe(1);
});
