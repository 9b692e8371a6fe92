import type { Globe } from '../../contract/globe.ts';

export interface Bucket {
  readonly tokens: number;
  /** Epoch ms of the count. */
  readonly at: number;
}

export interface Rate {
  /** Tokens a second. Default 0. */
  readonly ratePerSecond?: number | undefined;
  /** What a bucket holds. Default: the rate. */
  readonly burst?: number | undefined;
}

/** The bucket after a token was taken; undefined when it is empty. */
export function takeToken(
  { ratePerSecond = 0, burst }: Rate,
  bucket: Bucket | undefined,
  now: number,
): Bucket | undefined {
  const size = burst ?? Math.max(1, Math.ceil(ratePerSecond));
  const refilled = bucket ? bucket.tokens + ((now - bucket.at) / 1000) * ratePerSecond : size;
  const tokens = Math.min(size, refilled);
  return tokens < 1 ? undefined : { tokens: tokens - 1, at: now };
}

// Buckets are as fleeting as the requests that they count; a restart fills them.
const bucketsOf = new WeakMap<Globe, Map<string, Bucket>>();

/** Takes a token from the named bucket; false when it is empty. */
export function takeFrom(globe: Globe, key: string, rate: Rate): boolean {
  const buckets = bucketsOf.get(globe) ?? new Map<string, Bucket>();
  bucketsOf.set(globe, buckets);
  const taken = takeToken(rate, buckets.get(key), globe.clock.now());
  if (taken) buckets.set(key, taken);
  return taken !== undefined;
}
