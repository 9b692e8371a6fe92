import type { DescribeLimitsInput, DescribeLimitsOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { onDemandLimits, shardQuota } from '../limits.ts';
import { countOpenShards } from '../shard-quota.ts';
import { streams } from '../tables.ts';

export const describeLimits: Operation<DescribeLimitsInput, DescribeLimitsOutput> = (_input, { globe, scope }) => {
  const rows = [...globe.store.collection(streams, scope).range()];
  return {
    ShardLimit: shardQuota(scope.region),
    OpenShardCount: countOpenShards(globe, scope),
    OnDemandStreamCount: rows.filter((row) => row.mode === 'ON_DEMAND').length,
    OnDemandStreamCountLimit: onDemandLimits.streams,
  };
};
