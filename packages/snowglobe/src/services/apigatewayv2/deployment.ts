import type { Deployment } from '@aws-sdk/client-apigatewayv2';
import { newId, type Place, rowsOf } from './rows.ts';
import { authorizers, type DeploymentRow, deployments, integrations, routes, stages } from './tables.ts';
import { wholeSeconds } from './whole-seconds.ts';

/** Keeps the API's routes and integrations as they are now. */
export function deploy(place: Place, apiId: string, automatic: boolean, description?: string): DeploymentRow {
  const deployment: DeploymentRow = {
    deploymentId: newId(place.globe, 6),
    createdAt: place.globe.clock.now(),
    automatic,
    routes: [...rowsOf(place, routes, apiId).range()],
    integrations: [...rowsOf(place, integrations, apiId).range()],
    authorizers: [...rowsOf(place, authorizers, apiId).range()],
    ...(description !== undefined && { description }),
  };
  rowsOf(place, deployments, apiId).put(deployment);
  return deployment;
}

/**
 * Gives stages with AutoDeploy a deployment of what the API is now.
 * Differs from AWS: the automatic deployment before it is not kept.
 */
export function deployAutomatically(place: Place, apiId: string): void {
  const rows = rowsOf(place, stages, apiId);
  const waiting = [...rows.range()].filter((stage) => stage.autoDeploy);
  if (waiting.length === 0) return;
  const description = 'Automatic deployment triggered by changes to the Api configuration';
  const { deploymentId } = deploy(place, apiId, true, description);
  for (const stage of waiting) rows.put({ ...stage, deploymentId });
  const used = new Set([...rows.range()].map((stage) => stage.deploymentId));
  const old = [...rowsOf(place, deployments, apiId).range()].filter(
    (each) => each.automatic && !used.has(each.deploymentId),
  );
  for (const each of old) rowsOf(place, deployments, apiId).delete(each.deploymentId);
}

/** As the API shows it. */
export function describeDeployment(deployment: DeploymentRow): Deployment {
  return {
    DeploymentId: deployment.deploymentId,
    CreatedDate: wholeSeconds(deployment.createdAt),
    DeploymentStatus: 'DEPLOYED',
    AutoDeployed: deployment.automatic,
    ...(deployment.description !== undefined && { Description: deployment.description }),
  };
}
