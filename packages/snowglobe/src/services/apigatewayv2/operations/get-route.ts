import type { GetRouteRequest, GetRouteResult } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeRoute } from '../route.ts';
import { routeOf } from '../rows.ts';

export const getRoute: Operation<GetRouteRequest, GetRouteResult> = (input, call) => {
  return describeRoute(routeOf(call, input.ApiId, input.RouteId));
};
