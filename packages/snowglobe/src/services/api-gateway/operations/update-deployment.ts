import type { Deployment, UpdateDeploymentRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeDeployment } from '../deployment.ts';
import { patched, text } from '../patch.ts';
import { deploymentOf, rowsOf } from '../rows.ts';
import { deployments } from '../tables.ts';

export const updateDeployment: Operation<UpdateDeploymentRequest, Deployment> = (input, call) => {
  const before = deploymentOf(call, input.restApiId, input.deploymentId);
  const deployment = patched(before, input.patchOperations, { '/description': text('description') });
  rowsOf(call, deployments, input.restApiId).put(deployment);
  return describeDeployment(deployment);
};
