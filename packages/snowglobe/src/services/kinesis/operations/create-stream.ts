import type { CreateStreamInput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { invalidArgument, limitExceeded, streamExists, unsupported, validation } from '../errors.ts';
import { evenRanges } from '../hash-key.ts';
import { onDemandLimits, putLimits } from '../limits.ts';
import { openShard } from '../shard.ts';
import { checkShardQuota } from '../shard-quota.ts';
import { findStream, streamArn } from '../stream.ts';
import { streams } from '../tables.ts';
import { withTags } from '../tags.ts';

export const createStream: Operation<CreateStreamInput, object> = (input, call) => {
  const { globe, scope } = call;
  const mode = input.StreamModeDetails?.StreamMode ?? 'PROVISIONED';
  if (mode === 'ON_DEMAND' && input.ShardCount !== undefined) {
    throw validation('ShardCount cannot be specified for on-demand streams.');
  }
  if (input.WarmThroughputMiBps !== undefined) throw unsupported('WarmThroughputMiBps');
  const count = mode === 'ON_DEMAND' ? onDemandLimits.firstShards : input.ShardCount;
  if (count === undefined) throw invalidArgument('ShardCount must be specified for provisioned streams.');
  const address = { scope, name: input.StreamName ?? '' };
  if (findStream(globe, address)) throw streamExists(address.name, scope);
  checkShardQuota(globe, scope, count);
  const rows = globe.store.collection(streams, scope);
  if (mode === 'ON_DEMAND' && [...rows.range()].filter((row) => row.mode === mode).length >= onDemandLimits.streams) {
    throw limitExceeded(`An account can have at most ${onDemandLimits.streams} on-demand streams in a region.`);
  }
  const now = globe.clock.now();
  // Differs from AWS: the stream is ACTIVE when CreateStream answers, not some seconds later.
  rows.put({
    name: address.name,
    arn: streamArn(address),
    mode,
    retentionHours: 24,
    shards: evenRanges(count).map((range, index) => openShard(index, range, now)),
    metrics: [],
    tags: withTags({}, input.Tags ?? {}),
    maximumRecordKiB: input.MaxRecordSizeInKiB ?? putLimits.defaultRecordKiB,
    createdAt: now,
  });
  return {};
};
