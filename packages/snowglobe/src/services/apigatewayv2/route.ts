import type { Route } from '@aws-sdk/client-apigatewayv2';
import { badRequest, malformedRouteKey, routeKeyTaken } from './errors.ts';
import { integrationOf, type Place, rowsOf } from './rows.ts';
import { authorizers, type RouteRow, routes } from './tables.ts';

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

type Authorization = Pick<RouteRow, 'authorizationType' | 'authorizerId' | 'authorizationScopes'>;

interface AuthorizationInput {
  readonly AuthorizationType?: string | undefined;
  readonly AuthorizerId?: string | undefined;
  readonly AuthorizationScopes?: readonly string[] | undefined;
  readonly ApiKeyRequired?: boolean | undefined;
}

/** Which type of authorizer a route's authorization type asks for. */
const authorizerTypes: Readonly<Record<string, string | undefined>> = {
  NONE: undefined,
  AWS_IAM: undefined,
  JWT: 'JWT',
  CUSTOM: 'REQUEST',
};

/** How a route checks its callers: as the input says, else as before. */
export function checkedAuthorization(
  place: Place,
  apiId: string,
  input: AuthorizationInput,
  before: Authorization = {},
): Authorization {
  if (input.ApiKeyRequired) throw badRequest('ApiKeyRequired is not currently supported for HTTP APIs');
  const type = input.AuthorizationType ?? before.authorizationType ?? 'NONE';
  if (!(type in authorizerTypes)) throw badRequest(`Invalid AuthorizationType ${type} for HTTP APIs`);
  const authorizationType = type as NonNullable<Authorization['authorizationType']>;
  const scopes = input.AuthorizationScopes ?? before.authorizationScopes ?? [];
  const wanted = authorizerTypes[type];
  if (wanted === undefined) return { authorizationType };
  const authorizerId = input.AuthorizerId ?? before.authorizerId ?? '';
  const authorizer = rowsOf(place, authorizers, apiId).get(authorizerId);
  if (authorizer?.type !== wanted)
    throw badRequest('Invalid authorizer ID specified for the AuthorizationType of the route');
  if (scopes.length > 0 && type !== 'JWT') throw badRequest('AuthorizationScopes are only for JWT authorizers');
  return { authorizationType, authorizerId, ...(scopes.length > 0 && { authorizationScopes: [...scopes] }) };
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
    AuthorizationType: route.authorizationType ?? 'NONE',
    ApiKeyRequired: false,
    ...(route.authorizerId !== undefined && { AuthorizerId: route.authorizerId }),
    ...(route.authorizationScopes && { AuthorizationScopes: [...route.authorizationScopes] }),
    ...(route.target !== undefined && { Target: route.target }),
    ...(route.operationName !== undefined && { OperationName: route.operationName }),
  };
}
