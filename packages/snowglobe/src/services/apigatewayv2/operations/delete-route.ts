import type { DeleteRouteRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { routeOf, rowsOf } from '../rows.ts';
import { routes } from '../tables.ts';

export const deleteRoute: Operation<DeleteRouteRequest, object> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const { routeId } = routeOf(call, apiId, input.RouteId);
  rowsOf(call, routes, apiId).delete(routeId);
  deployAutomatically(call, apiId);
  return {};
};
