import type { Deployments, GetDeploymentsRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeDeployment } from '../deployment.ts';
import { pageOf } from '../paging.ts';
import { partsOf } from '../rows.ts';
import { deployments } from '../tables.ts';

export const getDeployments: Operation<GetDeploymentsRequest, Deployments> = (input, call) =>
  pageOf(partsOf(call, deployments, input.restApiId).range(), (row) => describeDeployment(row), input);
