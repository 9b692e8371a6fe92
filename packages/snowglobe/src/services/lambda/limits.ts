/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html unless another page is named. */
export const limits = {
  /** Synchronous request. */
  requestBytes: 6_291_456,
  /** Asynchronous request: 1 MB. */
  asyncRequestBytes: 1_048_576,
  accountConcurrency: 1_000,
  /** Concurrency that reservations must leave to the account's other functions. */
  unreservedConcurrency: 100,
  zipBytes: 52_428_800,
  unzippedBytes: 262_144_000,
  codeStorageBytes: 80_530_636_800,
  environmentBytes: 4_096,
  layers: 5,
  policyBytes: 20_480,
  defaultTimeoutSeconds: 3,
  defaultMemoryMb: 128,
  defaultEphemeralStorageMb: 512,
  pageSize: 50,
} as const;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const asyncLimits = {
  defaultRetries: 2,
  defaultMaximumAgeSeconds: 21_600,
  /** Before the second and the third attempt. */
  retryDelaysMs: [60_000, 120_000],
  /** After a throttle: from one second, doubling, up to five minutes. */
  firstThrottleDelayMs: 1_000,
  longestThrottleDelayMs: 300_000,
} as const;

/** How long an environment's credentials of the execution role are good. */
export const credentialsSeconds = 43_200;
