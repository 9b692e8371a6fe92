import type { RouteSettings } from '@aws-sdk/client-apigatewayv2';
import type { Globe } from '../../../contract/globe.ts';
import type { Exchange, Matched } from './exchange.ts';

interface Bucket {
  readonly tokens: number;
  /** Epoch ms of the count. */
  readonly at: number;
}

// Buckets are as fleeting as the requests that they count; a restart fills them.
const bucketsOf = new WeakMap<Globe, Map<string, Bucket>>();

/** Takes a token for the request; false when the stage's or the route's rate is used up. */
export function admit(exchange: Exchange, { route }: Matched): boolean {
  const { globe, api, stage } = exchange;
  const own = stage.routeSettings[route.routeKey];
  const hasOwn = own?.ThrottlingRateLimit !== undefined || own?.ThrottlingBurstLimit !== undefined;
  const settings = { ...stage.defaultRouteSettings, ...own };
  if (settings.ThrottlingRateLimit === undefined && settings.ThrottlingBurstLimit === undefined) return true;
  const buckets = bucketsOf.get(globe) ?? new Map<string, Bucket>();
  bucketsOf.set(globe, buckets);
  const key = `${api.apiId}/${stage.stageName}/${hasOwn ? route.routeKey : ''}`;
  const taken = takeToken(settings, buckets.get(key), globe.clock.now());
  if (taken) buckets.set(key, taken);
  return taken !== undefined;
}

/** The bucket after a token was taken; undefined when it is empty. */
export function takeToken(settings: RouteSettings, bucket: Bucket | undefined, now: number): Bucket | undefined {
  const { ThrottlingRateLimit: ratePerSecond = 0 } = settings;
  const { ThrottlingBurstLimit: burst = Math.max(1, Math.ceil(ratePerSecond)) } = settings;
  const refilled = bucket ? bucket.tokens + ((now - bucket.at) / 1000) * ratePerSecond : burst;
  const tokens = Math.min(burst, refilled);
  return tokens < 1 ? undefined : { tokens: tokens - 1, at: now };
}
