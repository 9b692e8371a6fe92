import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { limitExceeded } from './errors.ts';
import { shardQuota } from './limits.ts';
import { isOpen } from './shard.ts';
import { streams } from './tables.ts';

/** Open shards of provisioned streams: what the quota counts. */
export function countOpenShards(globe: Globe, scope: Scope): number {
  let count = 0;
  for (const stream of globe.store.collection(streams, scope).range()) {
    if (stream.mode === 'PROVISIONED') count += stream.shards.filter(isOpen).length;
  }
  return count;
}

/** Throws LimitExceededException when so many more shards are too many for the account. */
export function checkShardQuota(globe: Globe, scope: Scope, added: number): void {
  const quota = shardQuota(scope.region);
  const current = countOpenShards(globe, scope);
  if (current + added <= quota) return;
  throw limitExceeded(
    `This request would exceed the shard limit for the account ${scope.account} in ${scope.region}. Current shard count for the account: ${current}. Limit: ${quota}. Number of additional shards that would have resulted from this request: ${added}. Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request higher limits.`,
  );
}
