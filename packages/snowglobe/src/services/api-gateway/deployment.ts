import type { CreateDeploymentRequest, Deployment } from '@aws-sdk/client-api-gateway';
import { withCanary } from './canary.ts';
import { badRequest, deploymentInUse } from './errors.ts';
import { apiOf, newId, nowOf, type Place, rowsOf } from './rows.ts';
import { createStage } from './stage.ts';
import * as tables from './tables.ts';

/** Keeps the API as it is now, and has a stage serve it when one is named. */
export function createDeployment(place: Place, input: CreateDeploymentRequest): tables.DeploymentRow {
  const { globe } = place;
  const api = apiOf(place, input.restApiId);
  const snapshot = snapshotOf(place, api);
  const methods = snapshot.resources.flatMap((each) => Object.values(each.methods));
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some((method) => !method.methodIntegration)) throw badRequest('No integration defined for method');
  const deployment: tables.DeploymentRow = {
    id: newId(globe, 6),
    createdDate: nowOf(globe),
    snapshot,
    ...(input.description !== undefined && { description: input.description }),
  };
  rowsOf(place, tables.deployments, api.id).put(deployment);
  if (input.stageName) deployTo(place, input, input.stageName, deployment.id);
  return deployment;
}

/** The API as it is now. */
export function snapshotOf(place: Place, api: tables.ApiRow): tables.Snapshot {
  const parts = <Row extends object>(table: Parameters<typeof rowsOf<Row>>[1]) => [
    ...rowsOf(place, table, api.id).range(),
  ];
  return {
    api,
    resources: parts(tables.resources),
    models: parts(tables.models),
    validators: parts(tables.validators),
    gatewayResponses: parts(tables.gatewayResponses),
    authorizers: parts(tables.authorizers),
  };
}

function deployTo(place: Place, input: CreateDeploymentRequest, stageName: string, deploymentId: string): void {
  const { restApiId, stageDescription: description, variables, tracingEnabled } = input;
  const rows = rowsOf(place, tables.stages, restApiId);
  const before = rows.get(stageName);
  if (input.canarySettings) {
    if (!before) throw badRequest('Canary release deployments need a stage that is there already');
    rows.put({ ...withCanary(before, input.canarySettings, deploymentId), lastUpdatedDate: nowOf(place.globe) });
    return;
  }
  if (!before) {
    const { cacheClusterEnabled, cacheClusterSize } = input;
    createStage(place, {
      restApiId,
      stageName,
      deploymentId,
      description,
      variables,
      tracingEnabled,
      cacheClusterEnabled,
      cacheClusterSize,
    });
    return;
  }
  rows.put({
    ...before,
    deploymentId,
    lastUpdatedDate: nowOf(place.globe),
    ...(description !== undefined && { description }),
    ...(variables && { variables }),
    ...(tracingEnabled !== undefined && { tracingEnabled }),
  });
}

export function deleteDeployment(place: Place, apiId: string | undefined, { id }: tables.DeploymentRow): void {
  const stages = [...rowsOf(place, tables.stages, apiId).range()];
  if (stages.some((stage) => stage.deploymentId === id || stage.canarySettings?.deploymentId === id))
    throw deploymentInUse();
  rowsOf(place, tables.deployments, apiId).delete(id);
}

/** As the API shows it. */
export function describeDeployment({ snapshot, ...deployment }: tables.DeploymentRow, embed?: string[]): Deployment {
  if (!embed?.includes('apisummary')) return deployment;
  const summary = snapshot.resources.map((resource) => {
    const methods = Object.values(resource.methods).map((method) => [
      method.httpMethod,
      { apiKeyRequired: method.apiKeyRequired ?? false, authorizationType: method.authorizationType ?? 'NONE' },
    ]);
    return [resource.path, Object.fromEntries(methods)];
  });
  return { ...deployment, apiSummary: Object.fromEntries(summary) };
}
