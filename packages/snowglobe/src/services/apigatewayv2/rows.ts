import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { everywhere } from '../../contract/scope.ts';
import type { Collection, TableDefinition } from '../../contract/table.ts';
import {
  noSuchApi,
  noSuchAuthorizer,
  noSuchDeployment,
  noSuchDomainName,
  noSuchIntegration,
  noSuchRoute,
  noSuchStage,
} from './errors.ts';
import {
  type AddressRow,
  type ApiRow,
  type AuthorizerRow,
  addresses,
  apis,
  authorizers,
  type DeploymentRow,
  type DomainNameRow,
  deployments,
  domainNames,
  type IntegrationRow,
  integrations,
  type RouteRow,
  routes,
  type StageRow,
  stages,
} from './tables.ts';

type Place = Pick<Call, 'globe' | 'scope'>;

const alphanumeric = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An id such as API Gateway makes. */
export function newId(globe: Globe, length: number): string {
  return globe.random.text(length, alphanumeric);
}

export function rowsOf<Row extends object>(
  { globe, scope }: Place,
  table: TableDefinition<Row>,
  partition = '',
): Collection<Row> {
  return globe.store.collection(table, scope, partition);
}

export function addressesOf(globe: Globe): Collection<AddressRow> {
  return globe.store.collection(addresses, everywhere);
}

export function apiOf(place: Place, apiId: string | undefined): ApiRow {
  const api = rowsOf(place, apis).get(apiId ?? '');
  if (!api) throw noSuchApi(place.scope.account, apiId ?? '');
  return api;
}

export function routeOf(place: Place, apiId: string | undefined, routeId: string | undefined): RouteRow {
  const route = rowsOf(place, routes, apiOf(place, apiId).apiId).get(routeId ?? '');
  if (!route) throw noSuchRoute();
  return route;
}

export function integrationOf(
  place: Place,
  apiId: string | undefined,
  integrationId: string | undefined,
): IntegrationRow {
  const integration = rowsOf(place, integrations, apiOf(place, apiId).apiId).get(integrationId ?? '');
  if (!integration) throw noSuchIntegration();
  return integration;
}

export function authorizerOf(place: Place, apiId: string | undefined, authorizerId: string | undefined): AuthorizerRow {
  const authorizer = rowsOf(place, authorizers, apiOf(place, apiId).apiId).get(authorizerId ?? '');
  if (!authorizer) throw noSuchAuthorizer();
  return authorizer;
}

export function stageOf(place: Place, apiId: string | undefined, stageName: string | undefined): StageRow {
  const stage = rowsOf(place, stages, apiOf(place, apiId).apiId).get(stageName ?? '');
  if (!stage) throw noSuchStage();
  return stage;
}

export function deploymentOf(place: Place, apiId: string | undefined, deploymentId: string | undefined): DeploymentRow {
  const deployment = rowsOf(place, deployments, apiOf(place, apiId).apiId).get(deploymentId ?? '');
  if (!deployment) throw noSuchDeployment();
  return deployment;
}

export function domainNameOf(place: Place, domainName: string | undefined): DomainNameRow {
  const row = rowsOf(place, domainNames).get((domainName ?? '').toLowerCase());
  if (!row) throw noSuchDomainName();
  return row;
}

export type { Place };
