const firstDelayMs = 250;
const longestDelayMs = 60_000;

/**
 * How long to wait before a batch is tried again, after so many failures. The first retry is immediate; then the wait doubles.
 * AWS says only that it backs off exponentially: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-polling-and-batching.html
 */
export function retryDelayMs(failures: number): number {
  if (failures <= 1) return 0;
  return Math.min(firstDelayMs * 2 ** (failures - 2), longestDelayMs);
}

/** The same for a function that could not be invoked at all (throttled, missing, denied): never immediate. */
export function refusalDelayMs(refusals: number): number {
  return Math.min(1_000 * 2 ** (refusals - 1), longestDelayMs);
}
