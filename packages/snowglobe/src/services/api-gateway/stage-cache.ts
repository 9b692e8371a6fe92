import type { CacheClusterSize, CacheClusterStatus, MethodSetting } from '@aws-sdk/client-api-gateway';
import type { Collection } from '../../contract/table.ts';
import { badRequest } from './errors.ts';
import { limits } from './limits.ts';
import { flag, type PatchRules, text } from './patch.ts';
import { type Place, rowsOf } from './rows.ts';
import { type CachedResponseRow, cachedResponses, type StageRow } from './tables.ts';

export const cachePatches: PatchRules = {
  '/cacheClusterEnabled': flag('cacheClusterEnabled'),
  '/cacheClusterSize': text('cacheClusterSize'),
};

interface CacheCluster {
  readonly cacheClusterEnabled: boolean;
  readonly cacheClusterStatus: CacheClusterStatus;
  readonly cacheClusterSize?: CacheClusterSize;
}

/** Differs from AWS: the cluster is there at once. */
export function cacheCluster(enabled: boolean, size: CacheClusterSize | undefined): CacheCluster {
  if (!enabled)
    return { cacheClusterEnabled: false, cacheClusterStatus: 'NOT_AVAILABLE', ...(size && { cacheClusterSize: size }) };
  return { cacheClusterEnabled: true, cacheClusterStatus: 'AVAILABLE', cacheClusterSize: size ?? '0.5' };
}

/** The stage, when API Gateway takes what it says of its cache. */
export function checkedCache(stage: StageRow): StageRow {
  for (const { cacheTtlInSeconds: ttl = 0 } of Object.values(stage.methodSettings ?? {}) as readonly MethodSetting[]) {
    if (ttl < 0 || ttl > limits.maximumCacheTtlSeconds) {
      throw badRequest('Cache TTL should be between 0 and 3600 seconds');
    }
  }
  const { cacheClusterEnabled = false, cacheClusterSize } = stage;
  return { ...stage, ...cacheCluster(cacheClusterEnabled, cacheClusterSize) };
}

/** What a stage has cached; a canary has a cache of its own unless it shares the stage's. */
export function cacheOf(
  place: Place,
  apiId: string,
  { stageName, canarySettings }: StageRow,
  isCanary = false,
): Collection<CachedResponseRow> {
  const own = isCanary && !canarySettings?.useStageCache ? '/canary' : '';
  return rowsOf(place, cachedResponses, `${apiId}/${stageName}${own}`);
}

export function flushCache(place: Place, apiId: string, stage: StageRow): void {
  for (const isCanary of [false, true]) cacheOf(place, apiId, { ...stage, canarySettings: {} }, isCanary).clear();
}
