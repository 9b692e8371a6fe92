import type { DeleteDeploymentRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { deleteDeployment as removeDeployment } from '../deployment.ts';
import { deploymentOf } from '../rows.ts';

export const deleteDeployment: Operation<DeleteDeploymentRequest, object> = (input, call) => {
  removeDeployment(call, input.restApiId, deploymentOf(call, input.restApiId, input.deploymentId));
  return {};
};
