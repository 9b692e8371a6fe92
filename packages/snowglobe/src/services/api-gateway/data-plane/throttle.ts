import type { ThrottleSettings } from '@aws-sdk/client-api-gateway';
import type { Globe } from '../../../contract/globe.ts';
import type { Exchange, Matched } from './exchange.ts';

interface Bucket {
  readonly tokens: number;
  /** Epoch ms of the count. */
  readonly at: number;
}

// Buckets are as fleeting as the requests that they count; a restart fills them.
const bucketsOf = new WeakMap<Globe, Map<string, Bucket>>();

/** Takes a token from the named bucket; false when it is empty. */
export function takeFrom(globe: Globe, key: string, settings: ThrottleSettings): boolean {
  const buckets = bucketsOf.get(globe) ?? new Map<string, Bucket>();
  bucketsOf.set(globe, buckets);
  const taken = takeToken(settings, buckets.get(key), globe.clock.now());
  if (taken) buckets.set(key, taken);
  return taken !== undefined;
}

/** The bucket after a token was taken; undefined when it is empty. */
export function takeToken(settings: ThrottleSettings, bucket: Bucket | undefined, now: number): Bucket | undefined {
  const { rateLimit: ratePerSecond = 0 } = settings;
  const { burstLimit: burst = Math.max(1, Math.ceil(ratePerSecond)) } = settings;
  const refilled = bucket ? bucket.tokens + ((now - bucket.at) / 1000) * ratePerSecond : burst;
  const tokens = Math.min(burst, refilled);
  return tokens < 1 ? undefined : { tokens: tokens - 1, at: now };
}

/** Whether the stage's rate for the method lets the request pass. */
export function admitToStage({ globe, stage, snapshot }: Exchange, { resource, method }: Matched): boolean {
  const own = `${resource.path.replaceAll('/', '~1')}/${method.httpMethod}`;
  const key = stage.methodSettings?.[own] ? own : '*/*';
  const settings = stage.methodSettings?.[key];
  if (!settings) return true;
  const { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit } = settings;
  // AWS gives -1 for no limit.
  if (rateLimit === undefined || burstLimit === undefined || rateLimit < 0 || burstLimit < 0) return true;
  return takeFrom(globe, `${snapshot.api.id}/${stage.stageName}/${key}`, { rateLimit, burstLimit });
}
