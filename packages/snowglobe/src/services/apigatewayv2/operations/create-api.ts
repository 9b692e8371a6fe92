import type { CreateApiRequest, CreateApiResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { checkedCors, describeApi } from '../api.ts';
import { badRequest, notSupported } from '../errors.ts';
import { quickCreate } from '../quick-create.ts';
import { addressesOf, newId, rowsOf } from '../rows.ts';
import { type ApiRow, apis } from '../tables.ts';

export const createApi: Operation<CreateApiRequest, CreateApiResponse> = (input, call) => {
  if (input.ProtocolType !== 'HTTP') throw notSupported(`${input.ProtocolType} APIs`);
  if (input.DisableSchemaValidation) throw badRequest('DisableSchemaValidation is not supported for HTTP APIs');
  const { globe, scope } = call;
  const apiId = newId(globe, 10);
  const { Description: description, Version: version, CorsConfiguration: cors } = input;
  const api: ApiRow = {
    apiId,
    name: input.Name ?? '',
    createdAt: globe.clock.now(),
    disableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? false,
    routeSelectionExpression: checkedSelection(input.RouteSelectionExpression),
    apiKeySelectionExpression: input.ApiKeySelectionExpression ?? '$request.header.x-api-key',
    ipAddressType: input.IpAddressType ?? 'ipv4',
    tags: input.Tags ?? {},
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(cors && { cors: checkedCors(cors) }),
  };
  rowsOf(call, apis).put(api);
  addressesOf(globe).put({ id: apiId, ...scope });
  quickCreate(call, apiId, input);
  return describeApi(globe, api);
};

/** HTTP APIs know one expression only. */
function checkedSelection(expression = '${request.method} ${request.path}'): string {
  if (expression !== '${request.method} ${request.path}') {
    throw badRequest('RouteSelectionExpression must be ${request.method} ${request.path} for HTTP APIs');
  }
  return expression;
}
