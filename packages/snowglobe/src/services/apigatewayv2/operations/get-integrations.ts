import type { GetIntegrationsRequest, GetIntegrationsResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeIntegration } from '../integration.ts';
import { pageOf } from '../paging.ts';
import { apiOf, rowsOf } from '../rows.ts';
import { integrations } from '../tables.ts';

export const getIntegrations: Operation<GetIntegrationsRequest, GetIntegrationsResponse> = (input, call) => {
  return pageOf(rowsOf(call, integrations, apiOf(call, input.ApiId).apiId).range(), describeIntegration, input);
};
