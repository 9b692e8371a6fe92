import type { CreateStageRequest, MethodSetting, PatchOperation } from '@aws-sdk/client-api-gateway';
import { parseArn } from '../../contract/arn.ts';
import { canaryPatches, checkCanary, promoted, withCanary } from './canary.ts';
import { documentationVersionOf } from './documentation.ts';
import { badRequest, notSupported, stageTaken } from './errors.ts';
import {
  amount,
  type Change,
  entry,
  flag,
  inside,
  type PatchRules,
  patched,
  removable,
  text,
  without,
} from './patch.ts';
import { deploymentOf, nowOf, type Place, rowsOf } from './rows.ts';
import { cacheCluster, cachePatches, checkedCache } from './stage-cache.ts';
import { accounts, type StageRow, stages } from './tables.ts';

/** What a method has without settings of its own. */
const defaultSettings: MethodSetting = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/** `~1tasks/GET`, or `*` followed by the method. */
function keyOf(path: string, method: string): string {
  return `${path === '*' ? path : path.replaceAll('/', '~1')}/${method}`;
}

/** The settings of one method: `/~1tasks/GET/...`, `/*\/*\/...` for all. */
const setting =
  (change: Change): Change =>
  (row, given) => {
    const [path = '', method = ''] = given.names;
    const key = keyOf(path, method);
    const settings = (row.methodSettings ?? {}) as Readonly<Record<string, MethodSetting>>;
    const before = { ...(settings[key] ?? defaultSettings) };
    return { ...row, methodSettings: { ...settings, [key]: change(before, given) } };
  };

const stagePatches: PatchRules = {
  '/description': text('description'),
  '/documentationVersion': text('documentationVersion'),
  '/deploymentId': text('deploymentId'),
  '/tracingEnabled': flag('tracingEnabled'),
  '/variables/{}': entry('variables'),
  '/accessLogSettings': removable('accessLogSettings'),
  '/accessLogSettings/destinationArn': inside('accessLogSettings', text('destinationArn')),
  '/accessLogSettings/format': inside('accessLogSettings', text('format')),
  ...cachePatches,
  ...canaryPatches,
  '/{}/{}/caching/enabled': setting(flag('cachingEnabled')),
  '/{}/{}/caching/ttlInSeconds': setting(amount('cacheTtlInSeconds')),
  '/{}/{}/caching/dataEncrypted': setting(flag('cacheDataEncrypted')),
  '/{}/{}/caching/requireAuthorizationForCacheControl': setting(flag('requireAuthorizationForCacheControl')),
  '/{}/{}/caching/unauthorizedCacheControlHeaderStrategy': setting(text('unauthorizedCacheControlHeaderStrategy')),
  '/{}/{}/throttling/burstLimit': setting(amount('throttlingBurstLimit')),
  '/{}/{}/throttling/rateLimit': setting(amount('throttlingRateLimit')),
  '/{}/{}/logging/loglevel': setting(text('loggingLevel')),
  '/{}/{}/logging/dataTrace': setting(flag('dataTraceEnabled')),
  '/{}/{}/metrics/enabled': setting(flag('metricsEnabled')),
  '/{}/{}': (row, { op, names: [path = '', method = ''] }) => {
    if (op !== 'remove') throw badRequest('Invalid patch operation: method settings can only be removed whole');
    return {
      ...row,
      methodSettings: without(
        (row.methodSettings ?? {}) as Readonly<Record<string, MethodSetting>>,
        keyOf(path, method),
      ),
    };
  },
};

export function createStage(place: Place, input: CreateStageRequest): StageRow {
  const { restApiId, stageName = '', description, variables } = input;
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_');
  const deployment = deploymentOf(place, restApiId, input.deploymentId);
  const { documentationVersion } = input;
  if (documentationVersion !== undefined) documentationVersionOf(place, restApiId, documentationVersion);
  const rows = rowsOf(place, stages, restApiId);
  if (rows.has(stageName)) throw stageTaken();
  const at = nowOf(place.globe);
  const stage: StageRow = {
    stageName,
    deploymentId: deployment.id,
    ...cacheCluster(input.cacheClusterEnabled ?? false, input.cacheClusterSize),
    methodSettings: {},
    tracingEnabled: input.tracingEnabled ?? false,
    createdDate: at,
    lastUpdatedDate: at,
    tags: input.tags ?? {},
    ...(description !== undefined && { description }),
    ...(documentationVersion !== undefined && { documentationVersion }),
    ...(variables && { variables: checkedVariables(variables) }),
  };
  if (input.canarySettings) deploymentOf(place, restApiId, input.canarySettings.deploymentId ?? deployment.id);
  const { canarySettings } = input;
  const row = canarySettings ? withCanary(stage, canarySettings, canarySettings.deploymentId ?? deployment.id) : stage;
  rows.put(row);
  return row;
}

export function updateStage(
  place: Place,
  apiId: string | undefined,
  before: StageRow,
  operations: readonly PatchOperation[] | undefined,
): StageRow {
  const changed = (operations ?? []).reduce(
    (row, operation) => (operation.op === 'copy' ? promoted(row, operation) : patched(row, [operation], stagePatches)),
    before,
  );
  const stage = checkedCache({ ...changed, lastUpdatedDate: nowOf(place.globe) });
  if (stage.deploymentId !== before.deploymentId) deploymentOf(place, apiId, stage.deploymentId);
  checkCanary(place, apiId, stage);
  if (stage.documentationVersion) documentationVersionOf(place, apiId, stage.documentationVersion);
  checkedVariables(stage.variables ?? {});
  checkAccessLog(place, stage);
  rowsOf(place, stages, apiId).put(stage);
  return stage;
}

function checkedVariables(variables: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(variables)) {
    if (/^[A-Za-z0-9_]+$/.test(name) && /^[A-Za-z0-9\-._~:/?#&=,]+$/.test(value)) continue;
    throw badRequest(`Stage variable value or name is not allowed: ${name}`);
  }
  return variables;
}

/** A destination may come before its format, so each is checked only when it is there. */
function checkAccessLog(place: Place, { accessLogSettings }: StageRow): void {
  if (!accessLogSettings) return;
  const { destinationArn, format } = accessLogSettings;
  if (destinationArn !== undefined) {
    const arn = parseArn(destinationArn);
    if (arn?.service === 'firehose') throw notSupported('access logs to Firehose');
    if (arn?.service !== 'logs' || !arn.resource.startsWith('log-group:')) {
      throw badRequest('Access log destination must only contain characters of an ARN of a log group');
    }
    if (!rowsOf(place, accounts).get('account')?.cloudwatchRoleArn) {
      throw badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging');
    }
  }
  if (format !== undefined && !/\$context\.(requestId|extendedRequestId)\b/.test(format)) {
    throw badRequest('Access Log format must contain at least $context.requestId or $context.extendedRequestId');
  }
}
