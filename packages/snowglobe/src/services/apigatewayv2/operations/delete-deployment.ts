import type { DeleteDeploymentRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deploymentInUse } from '../errors.ts';
import { deploymentOf, rowsOf } from '../rows.ts';
import { deployments, stages } from '../tables.ts';

export const deleteDeployment: Operation<DeleteDeploymentRequest, object> = (input, call) => {
  const { deploymentId } = deploymentOf(call, input.ApiId, input.DeploymentId);
  const used = [...rowsOf(call, stages, input.ApiId).range()].some((stage) => stage.deploymentId === deploymentId);
  if (used) throw deploymentInUse();
  rowsOf(call, deployments, input.ApiId).delete(deploymentId);
  return {};
};
