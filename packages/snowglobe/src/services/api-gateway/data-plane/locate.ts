import type { Globe } from '../../../contract/globe.ts';
import type { Scope } from '../../../contract/scope.ts';
import type { DataPlaneRequest } from '../../../contract/service.ts';
import { addressesOf, rowsOf } from '../rows.ts';
import { apis, type DeploymentRow, deployments, type StageRow, stages } from '../tables.ts';

const hostForm = /^([a-z0-9]+)\.execute-api\.[a-z0-9-]+\./i;
const pathForm = /^\/_aws\/execute-api\/([^/]+)(\/.*)?$/;

type Addressed = Pick<DataPlaneRequest, 'host' | 'path'>;

/** True when a request is for a REST API that exists: by host, or by a path of this machine. */
export function isForRestApi(request: Addressed, globe: Globe): boolean {
  const id = idIn(request);
  return id !== undefined && addressesOf(globe).has(id);
}

function idIn({ host, path }: Addressed): string | undefined {
  return (pathForm.exec(path)?.[1] ?? hostForm.exec(host)?.[1])?.toLowerCase();
}

/** The stage that a request is for. */
export interface Located {
  readonly scope: Scope;
  readonly apiId: string;
  readonly stage: StageRow;
  readonly deployment: DeploymentRow;
  /** Below the stage, as received. */
  readonly path: string;
}

/** Finds API and stage; undefined when there is none, or none that may be reached so. */
export function locate(globe: Globe, request: Addressed): Located | undefined {
  const address = addressesOf(globe).get(idIn(request) ?? '');
  if (!address) return undefined;
  const { apiId, account, region } = address;
  const place = { globe, scope: { account, region } };
  const path = pathForm.test(request.path) ? (pathForm.exec(request.path)?.[2] ?? '/') : request.path;
  const [, stageName = ''] = path.split('/');
  const stage = rowsOf(place, stages, apiId).get(stageName);
  const deployment = stage && rowsOf(place, deployments, apiId).get(stage.deploymentId);
  if (!stage || !deployment || rowsOf(place, apis).get(apiId)?.disableExecuteApiEndpoint) return undefined;
  return { scope: place.scope, apiId, stage, deployment, path: path.slice(stageName.length + 1) || '/' };
}
