import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import type { Properties, PropertySupport } from '../../../contract/resource-type.ts';
import { escaped, mapReplacements, replacement, replacements } from './calls.ts';

const logs = 'the globe writes access logs, no execution logs';

/** What a stage may have, in a resource of its own or within a deployment. */
export const stageSettings = {
  AccessLogSetting: true,
  CacheClusterEnabled: true,
  CacheClusterSize: true,
  CanarySetting: true,
  DocumentationVersion: true,
  MethodSettings: {
    CacheDataEncrypted: { accepted: 'nobody but the globe can read its caches' },
    CacheTtlInSeconds: true,
    CachingEnabled: true,
    DataTraceEnabled: { accepted: logs },
    HttpMethod: true,
    LoggingLevel: { accepted: logs },
    MetricsEnabled: { accepted: 'the globe keeps no metrics of APIs' },
    ResourcePath: true,
    ThrottlingBurstLimit: true,
    ThrottlingRateLimit: true,
  },
  TracingEnabled: { accepted: 'trace ids are always carried on' },
  Variables: true,
} as const satisfies Readonly<Record<string, PropertySupport>>;

/** Patch operations that make the settings what the template says. */
export function settingPatches(properties: Properties, previous: Properties): PatchOperation[] {
  return [
    ...replacements(properties, previous, 'Description', 'TracingEnabled', 'CacheClusterEnabled', 'CacheClusterSize'),
    ...replacements(properties, previous, 'DocumentationVersion'),
    ...canaryPatches(properties.CanarySetting, previous.CanarySetting),
    ...mapReplacements('/variables', properties.Variables, previous.Variables),
    ...logPatches(properties.AccessLogSetting, previous.AccessLogSetting),
    ...removals(properties.MethodSettings, previous.MethodSettings),
    ...(properties.MethodSettings ?? []).flatMap(methodPatches),
  ];
}

function logPatches(setting: Properties | undefined, before: Properties | undefined): PatchOperation[] {
  if (!setting) return before ? [{ op: 'remove', path: '/accessLogSettings' }] : [];
  return [
    replacement('/accessLogSettings/destinationArn', setting.DestinationArn),
    replacement('/accessLogSettings/format', setting.Format),
  ];
}

function canaryPatches(setting: Properties | undefined, before: Properties | undefined): PatchOperation[] {
  if (!setting) return before ? [{ op: 'remove', path: '/canarySettings' }] : [];
  const path = '/canarySettings/stageVariableOverrides';
  return [
    ...(setting.DeploymentId === undefined ? [] : [replacement('/canarySettings/deploymentId', setting.DeploymentId)]),
    replacement('/canarySettings/percentTraffic', setting.PercentTraffic ?? 0),
    replacement('/canarySettings/useStageCache', setting.UseStageCache ?? false),
    ...mapReplacements(path, setting.StageVariableOverrides, before?.StageVariableOverrides),
  ];
}

const methodPaths = {
  CacheDataEncrypted: 'caching/dataEncrypted',
  CacheTtlInSeconds: 'caching/ttlInSeconds',
  CachingEnabled: 'caching/enabled',
  DataTraceEnabled: 'logging/dataTrace',
  LoggingLevel: 'logging/loglevel',
  MetricsEnabled: 'metrics/enabled',
  ThrottlingBurstLimit: 'throttling/burstLimit',
  ThrottlingRateLimit: 'throttling/rateLimit',
};

/** Changed settings begin anew, so that what the template no longer says is gone. */
function removals(wanted: readonly Properties[] = [], before: readonly Properties[] = []): PatchOperation[] {
  if (JSON.stringify(wanted) === JSON.stringify(before)) return [];
  return before.map((setting) => ({ op: 'remove', path: placeOf(setting) }));
}

/** `/*` is every path. */
function placeOf({ ResourcePath = '/*', HttpMethod = '*' }: Properties): string {
  return `/${ResourcePath === '/*' ? '*' : escaped(ResourcePath)}/${HttpMethod}`;
}

function methodPatches(setting: Properties): PatchOperation[] {
  return Object.entries(methodPaths)
    .filter(([name]) => setting[name] !== undefined)
    .map(([name, place]) => replacement(`${placeOf(setting)}/${place}`, setting[name]));
}
