import type { QuotaSettings } from '@aws-sdk/client-api-gateway';
import { type Place, rowsOf } from '../rows.ts';
import { type ApiKeyRow, apiKeys, type UsagePlanRow, usage, usagePlanKeys, usagePlans } from '../tables.ts';
import { periodStartOf, withRequest } from '../usage.ts';
import type { Exchange, Matched, Outcome } from './exchange.ts';
import { invalidApiKey, quotaExceeded, throttled } from './refusals.ts';
import { admitAtRate } from './throttle.ts';

type Admitted = { readonly apiKey: ApiKeyRow; readonly outcome?: undefined } | { readonly outcome: Outcome };

/** Finds the key that was shown and counts the request in the usage plan of the stage. */
export function admitApiKey(exchange: Exchange, matched: Matched): Admitted {
  const value = keyShown(exchange, matched);
  const [apiKey] = [...rowsOf(exchange, apiKeys).rangeBy('value', { from: value, to: value })];
  const plan = apiKey?.enabled ? planOf(exchange, apiKey) : undefined;
  if (!apiKey || !plan) return { outcome: invalidApiKey };
  if (!withinRate(exchange, matched, plan, apiKey)) return { outcome: throttled };
  if (plan.quota && !countRequest(exchange, plan, plan.quota, apiKey)) return { outcome: quotaExceeded };
  return { apiKey };
}

/** From the header, or from the authorizer where the API says so. */
function keyShown({ snapshot, request }: Exchange, { authorization }: Matched): string {
  if (snapshot.api.apiKeySource === 'AUTHORIZER') return authorization?.usageIdentifierKey ?? '';
  return request.headers['x-api-key']?.[0] ?? '';
}

function planOf(exchange: Exchange, { id }: ApiKeyRow): UsagePlanRow | undefined {
  const plans = [...rowsOf(exchange, usagePlans).range()];
  return plans.find((plan) => stageIn(exchange, plan) && rowsOf(exchange, usagePlanKeys, plan.id).has(id));
}

function stageIn({ snapshot, stage }: Exchange, plan: UsagePlanRow) {
  return plan.apiStages?.find((each) => each.apiId === snapshot.api.id && each.stage === stage.stageName);
}

/** A method's own rate within the plan stands before the plan's. */
function withinRate(exchange: Exchange, { resource, method }: Matched, plan: UsagePlanRow, key: ApiKeyRow): boolean {
  const name = `${resource.path}/${method.httpMethod}`;
  const own = stageIn(exchange, plan)?.throttle?.[name];
  const settings = own ?? plan.throttle;
  if (settings?.rateLimit === undefined && settings?.burstLimit === undefined) return true;
  const bucket = own ? `${plan.id}/${key.id}/${exchange.snapshot.api.id}/${name}` : `${plan.id}/${key.id}`;
  return admitAtRate(exchange.globe, bucket, settings);
}

/** Counts one request of the key; false when its quota is used up. */
function countRequest(exchange: Exchange, plan: UsagePlanRow, quota: QuotaSettings, { id: keyId }: ApiKeyRow): boolean {
  const { globe, scope, cause } = exchange;
  const place: Place = { globe, scope };
  const periodStart = periodStartOf(quota.period, globe.clock.now());
  const before = rowsOf(place, usage, plan.id).get(keyId);
  const used = before?.periodStart === periodStart ? before.used : 0;
  if (used >= (quota.limit ?? 0)) return false;
  const days = withRequest(before?.days, globe.clock.now(), (quota.limit ?? 0) - used - 1);
  globe.store.step(cause, () => rowsOf(place, usage, plan.id).put({ keyId, periodStart, used: used + 1, days }));
  return true;
}
