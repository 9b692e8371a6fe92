import type { Globe } from '../../../contract/globe.ts';
import type { Scope } from '../../../contract/scope.ts';
import type { DataPlaneRequest } from '../../../contract/service.ts';
import { decoded } from '../../execute-api/decoded.ts';
import { addressesOf, rowsOf } from '../rows.ts';
import {
  type AddressRow,
  type ApiMappingRow,
  type ApiRow,
  apiMappings,
  apis,
  deployments,
  type StageRow,
  stages,
} from '../tables.ts';
import type { Exchange } from './exchange.ts';

const hostForm = /^((?:d-)?[a-z0-9]+)\.execute-api\.[a-z0-9-]+\./i;
const pathForm = /^\/_aws\/execute-api\/([^/]+)(\/.*)?$/;

/** True when a request is for an API: by host, by a path of this machine, or by the name of a custom domain. */
export function isForApi({ host, path }: Pick<DataPlaneRequest, 'host' | 'path'>, globe: Globe): boolean {
  return hostForm.test(host) || pathForm.test(path) || addressesOf(globe).has(hostName(host));
}

/** Without the port. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** The stage that a request is for. */
export interface Located extends Pick<Exchange, 'scope' | 'api' | 'stage' | 'deployment' | 'domain'> {
  /** As the client sees it, still percent-encoded. */
  readonly path: string;
  /** Below the stage or the mapping's key. */
  readonly routedPath: string;
}

/** Finds API and stage; undefined when there is none. */
export function locate(globe: Globe, { host, path }: Pick<DataPlaneRequest, 'host' | 'path'>): Located | undefined {
  const [, idInPath, restOfPath = '/'] = pathForm.exec(path) ?? [];
  const id = (idInPath ?? hostForm.exec(host)?.[1] ?? hostName(host)).toLowerCase();
  const address = addressesOf(globe).get(id);
  if (!address) return undefined;
  const clientPath = idInPath === undefined ? path : restOfPath;
  return address.domainName === undefined
    ? locateStage(globe, address, clientPath)
    : locateMapping(globe, address, address.domainName, clientPath);
}

/** `/STAGE/...` when there is a stage of that name, else the `$default` stage. */
function locateStage(globe: Globe, { id, account, region }: AddressRow, path: string): Located | undefined {
  const scope = { account, region };
  const api = rowsOf({ globe, scope }, apis).get(id);
  if (!api || api.disableExecuteApiEndpoint) return undefined;
  const rows = rowsOf({ globe, scope }, stages, id);
  const [, first = ''] = path.split('/');
  const named = first === '$default' ? undefined : rows.get(decoded(first));
  if (named) return found(globe, scope, api, named, path, path.slice(first.length + 1) || '/');
  const fallback = rows.get('$default');
  return fallback && found(globe, scope, api, fallback, path, path);
}

function locateMapping(
  globe: Globe,
  { account, region }: AddressRow,
  domainName: string,
  path: string,
): Located | undefined {
  const scope = { account, region };
  const place = { globe, scope };
  const mapping = longestMapping([...rowsOf(place, apiMappings, domainName).range()], path);
  const api = mapping && rowsOf(place, apis).get(mapping.apiId);
  const stage = mapping && rowsOf(place, stages, mapping.apiId).get(mapping.stageName);
  if (!mapping || !api || !stage) return undefined;
  const { mappingKey } = mapping;
  const routedPath = mappingKey === '' ? path : path.slice(mappingKey.length + 1) || '/';
  return { ...found(globe, scope, api, stage, path, routedPath), domain: { name: domainName, mappingKey } };
}

/** The most specific mapping wins. */
function longestMapping(mappings: readonly ApiMappingRow[], path: string): ApiMappingRow | undefined {
  const fitting = mappings.filter(
    ({ mappingKey }) => mappingKey === '' || path === `/${mappingKey}` || path.startsWith(`/${mappingKey}/`),
  );
  return fitting.sort((a, b) => b.mappingKey.length - a.mappingKey.length)[0];
}

function found(globe: Globe, scope: Scope, api: ApiRow, stage: StageRow, path: string, routedPath: string): Located {
  const deployment = rowsOf({ globe, scope }, deployments, api.apiId).get(stage.deploymentId ?? '');
  return { scope, api, stage, deployment, path, routedPath };
}
