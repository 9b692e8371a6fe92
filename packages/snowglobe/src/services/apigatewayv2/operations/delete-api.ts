import type { DeleteApiRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { addressesOf, apiOf, rowsOf } from '../rows.ts';
import { apis, authorizers, deployments, integrations, routes, stages } from '../tables.ts';

export const deleteApi: Operation<DeleteApiRequest, object> = (input, call) => {
  const { apiId } = apiOf(call, input.ApiId);
  rowsOf(call, routes, apiId).clear();
  rowsOf(call, integrations, apiId).clear();
  rowsOf(call, authorizers, apiId).clear();
  rowsOf(call, stages, apiId).clear();
  rowsOf(call, deployments, apiId).clear();
  rowsOf(call, apis).delete(apiId);
  addressesOf(call.globe).delete(apiId);
  return {};
};
