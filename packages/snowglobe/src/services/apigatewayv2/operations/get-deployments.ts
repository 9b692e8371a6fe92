import type { GetDeploymentsRequest, GetDeploymentsResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeDeployment } from '../deployment.ts';
import { pageOf } from '../paging.ts';
import { apiOf, rowsOf } from '../rows.ts';
import { deployments } from '../tables.ts';

export const getDeployments: Operation<GetDeploymentsRequest, GetDeploymentsResponse> = (input, call) => {
  return pageOf(rowsOf(call, deployments, apiOf(call, input.ApiId).apiId).range(), describeDeployment, input);
};
