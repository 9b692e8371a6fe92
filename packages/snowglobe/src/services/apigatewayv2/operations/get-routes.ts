import type { GetRoutesRequest, GetRoutesResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { describeRoute } from '../route.ts';
import { apiOf, rowsOf } from '../rows.ts';
import { routes } from '../tables.ts';

export const getRoutes: Operation<GetRoutesRequest, GetRoutesResponse> = (input, call) => {
  return pageOf(rowsOf(call, routes, apiOf(call, input.ApiId).apiId).range(), describeRoute, input);
};
