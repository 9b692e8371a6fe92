import type { Globe } from '../../../contract/globe.ts';
import type { Scope } from '../../../contract/scope.ts';
import type { DataPlaneRequest } from '../../../contract/service.ts';
import { canaryOf } from '../canary.ts';
import { domainAddressesOf } from '../domain-name.ts';
import { addressesOf, type Place, rowsOf } from '../rows.ts';
import {
  apis,
  basePathMappings,
  type DeploymentRow,
  type DomainAddressRow,
  deployments,
  type StageRow,
  stages,
} from '../tables.ts';
import type { CustomDomain } from './exchange.ts';

const hostForm = /^([a-z0-9]+)\.execute-api\.[a-z0-9-]+\./i;
const pathForm = /^\/_aws\/execute-api\/([^/]+)(\/.*)?$/;

type Addressed = Pick<DataPlaneRequest, 'host' | 'path'>;

/** True when a request is for a REST API that exists: by host, by a custom domain, or by a path of this machine. */
export function isForRestApi(request: Addressed, globe: Globe): boolean {
  const id = idIn(request);
  return (id !== undefined && addressesOf(globe).has(id)) || domainOf(globe, request) !== undefined;
}

function idIn({ host, path }: Addressed): string | undefined {
  return (pathForm.exec(path)?.[1] ?? hostForm.exec(host)?.[1])?.toLowerCase();
}

/** The custom domain that a host stands for; a wildcard stands for every name one level below. */
function domainOf(globe: Globe, { host, path }: Addressed): DomainAddressRow | undefined {
  const rows = domainAddressesOf({ globe });
  // Every request of the globe comes by here, and mostly there are no domains.
  if (rows.size === 0 || pathForm.test(path)) return undefined;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return rows.get(name) ?? rows.get(name.replace(/^[^.]+/, '*'));
}

/** The stage that a request is for. */
export interface Located {
  readonly scope: Scope;
  readonly apiId: string;
  readonly stage: StageRow;
  readonly deployment: DeploymentRow;
  /** Below the stage or the base path, as received. */
  readonly path: string;
  /** True when the stage's canary serves the request. */
  readonly isCanary: boolean;
  /** Where the request came to a custom domain. */
  readonly customDomain?: CustomDomain;
}

/** Finds API and stage; undefined when there is none, or none that may be reached so. */
export function locate(globe: Globe, request: Addressed): Located | undefined {
  const domain = domainOf(globe, request);
  if (domain) return locateMapping(globe, domain, request);
  const address = addressesOf(globe).get(idIn(request) ?? '');
  if (!address) return undefined;
  const { apiId, account, region } = address;
  const place = { globe, scope: { account, region } };
  const path = pathForm.test(request.path) ? (pathForm.exec(request.path)?.[2] ?? '/') : request.path;
  if (rowsOf(place, apis).get(apiId)?.disableExecuteApiEndpoint) return undefined;
  return locateStage(place, apiId, path);
}

/** `/STAGE/...` */
function locateStage(place: Place, apiId: string, path: string): Located | undefined {
  const [, stageName = ''] = path.split('/');
  return stageAt(place, apiId, stageName, path.slice(stageName.length + 1) || '/');
}

function stageAt(place: Place, apiId: string, stageName: string, path: string): Located | undefined {
  const row = rowsOf(place, stages, apiId).get(stageName);
  if (!row) return undefined;
  const canary = canaryOf(place.globe, row);
  const stage = canary ?? row;
  const deployment = rowsOf(place, deployments, apiId).get(stage.deploymentId);
  return deployment && { scope: place.scope, apiId, stage, deployment, path, isCanary: canary !== undefined };
}

/** `/BASE-PATH/...`, else what is mapped to the domain's root; a mapping without a stage leaves it to the path. */
function locateMapping(globe: Globe, domain: DomainAddressRow, request: Addressed): Located | undefined {
  const place = { globe, scope: { account: domain.account, region: domain.region } };
  const rows = rowsOf(place, basePathMappings, domain.domainName);
  const [, first = ''] = request.path.split('/');
  const named = first === '' ? undefined : rows.get(first);
  const mapping = named ?? rows.get('(none)');
  if (!mapping) return undefined;
  const path = named ? request.path.slice(first.length + 1) || '/' : request.path;
  const { restApiId, stage } = mapping;
  const located = stage === undefined ? locateStage(place, restApiId, path) : stageAt(place, restApiId, stage, path);
  const customDomain = { host: request.host.replace(/:\d+$/, ''), basePathMatched: mapping.basePath };
  return located && { ...located, customDomain };
}
