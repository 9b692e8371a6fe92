import type { GetApisRequest, GetApisResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeApi } from '../api.ts';
import { pageOf } from '../paging.ts';
import { rowsOf } from '../rows.ts';
import { apis } from '../tables.ts';

export const getApis: Operation<GetApisRequest, GetApisResponse> = (input, call) => {
  return pageOf(rowsOf(call, apis).range(), (api) => describeApi(call.globe, api), input);
};
