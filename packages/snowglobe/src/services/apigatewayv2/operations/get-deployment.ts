import type { GetDeploymentRequest, GetDeploymentResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeDeployment } from '../deployment.ts';
import { deploymentOf } from '../rows.ts';

export const getDeployment: Operation<GetDeploymentRequest, GetDeploymentResponse> = (input, call) => {
  return describeDeployment(deploymentOf(call, input.ApiId, input.DeploymentId));
};
