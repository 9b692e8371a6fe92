import type { Deployment, GetDeploymentRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeDeployment } from '../deployment.ts';
import { deploymentOf } from '../rows.ts';

export const getDeployment: Operation<GetDeploymentRequest, Deployment> = (input, call) =>
  describeDeployment(deploymentOf(call, input.restApiId, input.deploymentId), input.embed);
