import type { BackoffFunction, RetryPolicy } from './delivery-policy.ts';

interface Phases {
  readonly immediate: number;
  readonly preBackoff: number;
  readonly backoff: number;
  readonly postBackoff: number;
  readonly minimumSeconds: number;
  readonly maximumSeconds: number;
  readonly backoffFunction: BackoffFunction;
}

/** Queues, functions and delivery streams: 100,015 tries over 23 days. https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
const managedEndpoints: Phases = {
  immediate: 3,
  preBackoff: 2,
  backoff: 10,
  postBackoff: 100_000,
  minimumSeconds: 1,
  maximumSeconds: 20,
  backoffFunction: 'exponential',
};

/** AWS names the functions and draws them, without formulas: all lead from the least delay to the greatest. */
const curves: Readonly<Record<BackoffFunction, (part: number) => number>> = {
  linear: (part) => part,
  arithmetic: (part) => (part * (part + 1)) / 2,
  geometric: (part) => part ** 2,
  exponential: (part) => (2 ** (part * 10) - 1) / (2 ** 10 - 1),
};

function delaySeconds(phases: Phases, retry: number): number | undefined {
  const { immediate, preBackoff, backoff, postBackoff, minimumSeconds, maximumSeconds } = phases;
  if (retry < immediate) return 0;
  const afterImmediate = retry - immediate;
  if (afterImmediate < preBackoff) return minimumSeconds;
  const step = afterImmediate - preBackoff;
  if (step < backoff) {
    const part = backoff === 1 ? 0 : step / (backoff - 1);
    return minimumSeconds + (maximumSeconds - minimumSeconds) * curves[phases.backoffFunction](part);
  }
  return step - backoff < postBackoff ? maximumSeconds : undefined;
}

function phasesOf(policy: RetryPolicy): Phases {
  const { numRetries, numNoDelayRetries, numMinDelayRetries, numMaxDelayRetries } = policy;
  return {
    immediate: numNoDelayRetries,
    preBackoff: numMinDelayRetries,
    backoff: numRetries - numNoDelayRetries - numMinDelayRetries - numMaxDelayRetries,
    postBackoff: numMaxDelayRetries,
    minimumSeconds: policy.minDelayTarget,
    maximumSeconds: policy.maxDelayTarget,
    backoffFunction: policy.backoffFunction,
  };
}

/** How long to wait before the next try (0: the first retry); undefined when it was the last. Without a policy: AWS's own endpoints. */
export function retryDelayMs(retry: number, policy?: RetryPolicy): number | undefined {
  const seconds = delaySeconds(policy ? phasesOf(policy) : managedEndpoints, retry);
  return seconds === undefined ? undefined : Math.round(seconds * 1_000);
}
