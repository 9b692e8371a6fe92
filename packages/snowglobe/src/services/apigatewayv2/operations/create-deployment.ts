import type { CreateDeploymentRequest, CreateDeploymentResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deploy, describeDeployment } from '../deployment.ts';
import { noRoutes } from '../errors.ts';
import { apiOf, rowsOf, stageOf } from '../rows.ts';
import { routes, stages } from '../tables.ts';

export const createDeployment: Operation<CreateDeploymentRequest, CreateDeploymentResponse> = (input, call) => {
  const { apiId } = apiOf(call, input.ApiId);
  if (rowsOf(call, routes, apiId).size === 0) throw noRoutes();
  const stage = input.StageName === undefined ? undefined : stageOf(call, apiId, input.StageName);
  const deployment = deploy(call, apiId, false, input.Description);
  if (stage) {
    const { deploymentId } = deployment;
    rowsOf(call, stages, apiId).put({ ...stage, deploymentId, updatedAt: call.globe.clock.now() });
  }
  return describeDeployment(deployment);
};
