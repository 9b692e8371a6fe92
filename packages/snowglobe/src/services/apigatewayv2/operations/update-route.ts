import type { UpdateRouteRequest, UpdateRouteResult } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { checkedAuthorization, checkedRouteKey, checkedTarget, describeRoute, refuseTakenKey } from '../route.ts';
import { routeOf, rowsOf } from '../rows.ts';
import { type RouteRow, routes } from '../tables.ts';

export const updateRoute: Operation<UpdateRouteRequest, UpdateRouteResult> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const before = routeOf(call, apiId, input.RouteId);
  const routeKey = input.RouteKey === undefined ? before.routeKey : checkedRouteKey(input.RouteKey);
  refuseTakenKey(call, apiId, routeKey, before.routeId);
  const route = {
    ...withoutAuthorization(before),
    routeKey,
    ...checkedAuthorization(call, apiId, input, before),
    ...(input.Target !== undefined && { target: checkedTarget(call, apiId, input.Target) }),
    ...(input.OperationName !== undefined && { operationName: input.OperationName }),
  };
  rowsOf(call, routes, apiId).put(route);
  deployAutomatically(call, apiId);
  return describeRoute(route);
};

function withoutAuthorization(route: RouteRow): RouteRow {
  const { authorizationType: _type, authorizerId: _id, authorizationScopes: _scopes, ...others } = route;
  return others;
}
