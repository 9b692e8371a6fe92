import type { UpdateApiRequest, UpdateApiResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { checkedCors, describeApi } from '../api.ts';
import { notSupported } from '../errors.ts';
import { apiOf, rowsOf } from '../rows.ts';
import { apis } from '../tables.ts';

export const updateApi: Operation<UpdateApiRequest, UpdateApiResponse> = (input, call) => {
  if (input.Target !== undefined || input.RouteKey !== undefined) throw notSupported('changing what quick create made');
  const before = apiOf(call, input.ApiId);
  const { Description: description, Version: version, CorsConfiguration: cors } = input;
  const api = {
    ...before,
    name: input.Name ?? before.name,
    disableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? before.disableExecuteApiEndpoint,
    ipAddressType: input.IpAddressType ?? before.ipAddressType,
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(cors && { cors: checkedCors(cors) }),
  };
  rowsOf(call, apis).put(api);
  return describeApi(call.globe, api);
};
