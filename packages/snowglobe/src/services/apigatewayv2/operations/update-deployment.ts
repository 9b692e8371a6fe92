import type { UpdateDeploymentRequest, UpdateDeploymentResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeDeployment } from '../deployment.ts';
import { deploymentOf, rowsOf } from '../rows.ts';
import { deployments } from '../tables.ts';

export const updateDeployment: Operation<UpdateDeploymentRequest, UpdateDeploymentResponse> = (input, call) => {
  const before = deploymentOf(call, input.ApiId, input.DeploymentId);
  const deployment = { ...before, ...(input.Description !== undefined && { description: input.Description }) };
  rowsOf(call, deployments, input.ApiId).put(deployment);
  return describeDeployment(deployment);
};
