import type { MethodSetting } from '@aws-sdk/client-api-gateway';
import { limits } from '../limits.ts';
import { cacheOf } from '../stage-cache.ts';
import type { CachedResponseRow } from '../tables.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { execute } from './execute.ts';
import { methodArn } from './method-arn.ts';
import { methodSettingsFor } from './method-settings.ts';
import { cacheInvalidationDenied } from './refusals.ts';

/** Answers from the stage's cache where the method has one, and keeps there what the backend answers. */
export async function executeCached(exchange: Exchange, matched: Matched): Promise<Outcome> {
  const ttlSeconds = ttlFor(exchange, matched);
  if (ttlSeconds === 0) return execute(exchange, matched);
  const key = cacheKey(exchange, matched);
  const invalidation = invalidationOf(exchange, matched);
  if (invalidation === 'refused') return cacheInvalidationDenied;
  const cached = invalidation === 'granted' ? undefined : cachedAt(exchange, key);
  if (!cached) return keep(exchange, key, ttlSeconds, await execute(exchange, matched));
  const { status, headers, body } = cached;
  const warning = invalidation === 'warned' && {
    warning: ['199 - "Cache-control headers were ignored because the caller was unauthorized"'],
  };
  return { response: { status, headers: { ...headers, ...warning }, body } };
}

/** 0: nothing is cached. Settings of all methods are about GET only; another method needs its own. */
function ttlFor({ stage }: Exchange, matched: Matched): number {
  const { key, settings } = methodSettingsFor(stage, matched);
  if (!stage.cacheClusterEnabled || !settings.cachingEnabled) return 0;
  if (key === '*/*' && matched.method.httpMethod !== 'GET') return 0;
  return settings.cacheTtlInSeconds ?? limits.cacheTtlSeconds;
}

/** The method and the values of its cache key parameters. AWS: "Use method or integration parameters as cache keys". */
function cacheKey({ request }: Exchange, { resource, method, pathParameters }: Matched): string {
  const {
    cacheNamespace = resource.id,
    cacheKeyParameters = [],
    requestParameters = {},
  } = method.methodIntegration ?? {};
  const values = cacheKeyParameters.map((parameter) => {
    const source = requestParameters[parameter] ?? parameter;
    const [, place, name = ''] = /^method\.request\.(?:multivalue)?(path|querystring|header)\.(.+)$/.exec(source) ?? [];
    if (place === 'path') return [pathParameters[name]];
    return (place === 'header' ? request.headers[name.toLowerCase()] : request.query[name]) ?? [];
  });
  return JSON.stringify([cacheNamespace, request.method, values]);
}

function cachedAt(exchange: Exchange, key: string): CachedResponseRow | undefined {
  const { globe, snapshot, stage, isCanary } = exchange;
  const row = cacheOf(exchange, snapshot.api.id, stage, isCanary).get(key);
  return row && row.expiresAt > globe.clock.now() ? row : undefined;
}

/** Differs from AWS, which does not tell: only answers of the backend with a status of 200 to 299 are kept. */
function keep(exchange: Exchange, key: string, ttlSeconds: number, outcome: Outcome): Outcome {
  const { globe, cause, snapshot, stage, isCanary } = exchange;
  const { response } = outcome;
  if (!response || response.status < 200 || response.status > 299) return outcome;
  if (response.body.length > limits.cachedResponseBytes) return outcome;
  const now = globe.clock.now();
  const rows = cacheOf(exchange, snapshot.api.id, stage, isCanary);
  globe.store.step(cause, () => {
    const expired = [...rows.range()].filter((row) => row.expiresAt <= now);
    for (const row of expired) rows.delete(row.key);
    rows.put({ key, expiresAt: now + ttlSeconds * 1000, ...response });
  });
  return outcome;
}

type Invalidation = 'not-asked' | 'granted' | 'refused' | 'warned' | 'ignored';

const strategies: Readonly<Record<NonNullable<MethodSetting['unauthorizedCacheControlHeaderStrategy']>, Invalidation>> =
  {
    FAIL_WITH_403: 'refused',
    SUCCEED_WITH_RESPONSE_HEADER: 'warned',
    SUCCEED_WITHOUT_RESPONSE_HEADER: 'ignored',
  };

/** `Cache-Control: max-age=0` asks for a new answer. AWS: "Invalidate an API Gateway cache entry". */
function invalidationOf(exchange: Exchange, matched: Matched): Invalidation {
  const asked = exchange.request.headers['cache-control']?.some((value) => /(^|[\s,])max-age=0\b/i.test(value));
  if (!asked) return 'not-asked';
  const { settings } = methodSettingsFor(exchange.stage, matched);
  if (settings.requireAuthorizationForCacheControl === false || mayInvalidate(exchange, matched)) return 'granted';
  return strategies[settings.unauthorizedCacheControlHeaderStrategy ?? 'SUCCEED_WITH_RESPONSE_HEADER'];
}

/** `execute-api:InvalidateCache` on the method, by who signed the request. */
function mayInvalidate(exchange: Exchange, { signer }: Matched): boolean {
  if (!signer) return false;
  const { globe, scope, incoming, request } = exchange;
  const answer = globe.door.decide({
    principal: signer.principal,
    service: 'execute-api',
    scope,
    http: {
      method: incoming.method,
      url: incoming.path,
      headers: incoming.headers,
      sourceIp: request.sourceIp,
      origin: globe.endpoint,
    },
    request: {
      action: 'execute-api:InvalidateCache',
      resource: methodArn(exchange, request.path),
      resourceAccount: scope.account,
    },
  });
  return answer.allowed;
}
