import type { CreateRouteRequest, CreateRouteResult } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { checkedAuthorization, checkedRouteKey, checkedTarget, describeRoute, refuseTakenKey } from '../route.ts';
import { apiOf, newId, rowsOf } from '../rows.ts';
import { routes } from '../tables.ts';

export const createRoute: Operation<CreateRouteRequest, CreateRouteResult> = (input, call) => {
  const { apiId } = apiOf(call, input.ApiId);
  const routeKey = checkedRouteKey(input.RouteKey);
  refuseTakenKey(call, apiId, routeKey);
  const route = {
    routeId: newId(call.globe, 7),
    routeKey,
    ...checkedAuthorization(call, apiId, input),
    ...(input.Target !== undefined && { target: checkedTarget(call, apiId, input.Target) }),
    ...(input.OperationName !== undefined && { operationName: input.OperationName }),
  };
  rowsOf(call, routes, apiId).put(route);
  deployAutomatically(call, apiId);
  return describeRoute(route);
};
