import type { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { everywhere } from '../../contract/scope.ts';
import type { Collection, TableDefinition } from '../../contract/table.ts';
import * as errors from './errors.ts';
import * as tables from './tables.ts';

export type Place = Pick<Call, 'globe' | 'scope'>;
type Id = string | undefined;

const alphanumeric = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** An id such as API Gateway makes. */
export function newId({ random }: Globe, length: number): string {
  return random.text(length, alphanumeric);
}

/** AWS tells times in whole seconds. */
export function nowOf({ clock }: Globe): Date {
  return new Date(Math.floor(clock.now() / 1000) * 1000);
}

export function rowsOf<Row extends object>(
  { globe, scope }: Place,
  table: TableDefinition<Row>,
  partition = '',
): Collection<Row> {
  return globe.store.collection(table, scope, partition);
}

export function addressesOf(globe: Globe): Collection<tables.AddressRow> {
  return globe.store.collection(tables.addresses, everywhere);
}

function existing<Row extends object>(rows: Collection<Row>, key: Id, error: (key: string) => AwsError): Row {
  const row = rows.get(key ?? '');
  if (!row) throw error(key ?? '');
  return row;
}

export function apiOf(place: Place, apiId: Id): tables.ApiRow {
  return existing(rowsOf(place, tables.apis), apiId, (id) => errors.noSuchApi(place.scope.account, id));
}

/** Rows of something that is part of an API; throws when there is no such API. */
export function partsOf<Row extends object>(place: Place, table: TableDefinition<Row>, apiId: Id): Collection<Row> {
  return rowsOf(place, table, apiOf(place, apiId).id);
}

export function resourceOf(place: Place, apiId: Id, resourceId: Id): tables.ResourceRow {
  return existing(partsOf(place, tables.resources, apiId), resourceId, errors.noSuchResource);
}

export function stageOf(place: Place, apiId: Id, stageName: Id): tables.StageRow {
  return existing(partsOf(place, tables.stages, apiId), stageName, errors.noSuchStage);
}

export function deploymentOf(place: Place, apiId: Id, deploymentId: Id): tables.DeploymentRow {
  return existing(partsOf(place, tables.deployments, apiId), deploymentId, errors.noSuchDeployment);
}

export function modelOf(place: Place, apiId: Id, name: Id): tables.ModelRow {
  return existing(partsOf(place, tables.models, apiId), name, errors.noSuchModel);
}

export function validatorOf(place: Place, apiId: Id, validatorId: Id): tables.ValidatorRow {
  return existing(partsOf(place, tables.validators, apiId), validatorId, errors.noSuchValidator);
}

export function authorizerOf(place: Place, apiId: Id, authorizerId: Id): tables.AuthorizerRow {
  return existing(partsOf(place, tables.authorizers, apiId), authorizerId, errors.noSuchAuthorizer);
}

export function apiKeyOf(place: Place, keyId: Id): tables.ApiKeyRow {
  return existing(rowsOf(place, tables.apiKeys), keyId, errors.noSuchApiKey);
}

export function usagePlanOf(place: Place, planId: Id): tables.UsagePlanRow {
  return existing(rowsOf(place, tables.usagePlans), planId, errors.noSuchUsagePlan);
}

export function usagePlanKeyOf(place: Place, planId: Id, keyId: Id): tables.UsagePlanKeyRow {
  const plan = usagePlanOf(place, planId);
  return existing(rowsOf(place, tables.usagePlanKeys, plan.id), keyId, errors.noSuchUsagePlanKey);
}
