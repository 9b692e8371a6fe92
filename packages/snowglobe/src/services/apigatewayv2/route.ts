import type { Route } from '@aws-sdk/client-apigatewayv2';
import { badRequest, malformedRouteKey, notSupported, routeKeyTaken } from './errors.ts';
import { integrationOf, type Place, rowsOf } from './rows.ts';
import { type RouteRow, routes } from './tables.ts';

const methods = new Set(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** The key in the form that routes keep: `GET /tasks/{id}`. */
export function checkedRouteKey(routeKey: string | undefined): string {
  if (routeKey === '$default') return routeKey;
  const [method = '', path, ...rest] = (routeKey ?? '').split(' ');
  if (!methods.has(method.toUpperCase()) || !path?.startsWith('/') || rest.length > 0) throw malformedRouteKey();
  const segments = path.split('/').slice(1);
  const greedy = segments.findIndex((segment) => /^\{[^{}+]+\+\}$/.test(segment));
  if (greedy >= 0 && greedy < segments.length - 1) {
    throw badRequest('Greedy path variables must be at the end of the path');
  }
  const names = segments.filter((segment) => /^\{.*\}$/.test(segment));
  if (new Set(names).size < names.length) throw badRequest('Path variable names must be unique');
  return `${method.toUpperCase()} ${path}`;
}

/** What a route may ask for and the globe cannot do is refused by name. */
export function refuseRouteGaps(input: {
  readonly AuthorizationType?: string | undefined;
  readonly AuthorizerId?: string | undefined;
  readonly ApiKeyRequired?: boolean | undefined;
}): void {
  const { AuthorizationType: type = 'NONE' } = input;
  if (type !== 'NONE') throw notSupported(`routes with AuthorizationType ${type}`);
  if (input.AuthorizerId !== undefined) throw notSupported('authorizers');
  if (input.ApiKeyRequired) throw badRequest('ApiKeyRequired is not currently supported for HTTP APIs');
}

export function refuseTakenKey(place: Place, apiId: string, routeKey: string, except?: string): void {
  const taken = [...rowsOf(place, routes, apiId).range()].some(
    (route) => route.routeKey === routeKey && route.routeId !== except,
  );
  if (taken) throw routeKeyTaken(routeKey);
}

/** `integrations/ID` of an integration that exists. */
export function checkedTarget(place: Place, apiId: string, target: string): string {
  const [, integrationId] = /^integrations\/(.+)$/.exec(target) ?? [];
  if (integrationId === undefined) throw badRequest('Invalid target. Format should be integrations/{integration_id}');
  integrationOf(place, apiId, integrationId);
  return target;
}

/** As the API shows it. */
export function describeRoute(route: RouteRow): Route & { readonly RouteKey: string } {
  return {
    RouteId: route.routeId,
    RouteKey: route.routeKey,
    AuthorizationType: 'NONE',
    ApiKeyRequired: false,
    ...(route.target !== undefined && { Target: route.target }),
    ...(route.operationName !== undefined && { OperationName: route.operationName }),
  };
}
