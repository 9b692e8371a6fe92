import type { GetApiRequest, GetApiResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeApi } from '../api.ts';
import { apiOf } from '../rows.ts';

export const getApi: Operation<GetApiRequest, GetApiResponse> = (input, call) => {
  return describeApi(call.globe, apiOf(call, input.ApiId));
};
