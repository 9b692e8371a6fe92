import { takeFrom } from '../../execute-api/token-bucket.ts';
import type { Exchange, Matched } from './exchange.ts';

/** Takes a token for the request; false when the stage's or the route's rate is used up. */
export function admit(exchange: Exchange, { route }: Matched): boolean {
  const { globe, api, stage } = exchange;
  const own = stage.routeSettings[route.routeKey];
  const hasOwn = own?.ThrottlingRateLimit !== undefined || own?.ThrottlingBurstLimit !== undefined;
  const settings = { ...stage.defaultRouteSettings, ...own };
  if (settings.ThrottlingRateLimit === undefined && settings.ThrottlingBurstLimit === undefined) return true;
  const rate = { ratePerSecond: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit };
  return takeFrom(globe, `${api.apiId}/${stage.stageName}/${hasOwn ? route.routeKey : ''}`, rate);
}
