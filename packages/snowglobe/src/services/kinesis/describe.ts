import type { EnhancedMetrics, Shard, StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import { decimalHash } from './hash-key.ts';
import { isOpen } from './shard.ts';
import type { ShardState, StreamRow } from './tables.ts';

/** A shard as the API describes it. */
export function describedShard(shard: ShardState): Shard {
  return {
    ShardId: shard.shardId,
    ...(shard.parentShardId === undefined ? {} : { ParentShardId: shard.parentShardId }),
    ...(shard.adjacentParentShardId === undefined ? {} : { AdjacentParentShardId: shard.adjacentParentShardId }),
    HashKeyRange: { StartingHashKey: decimalHash(shard.startHash), EndingHashKey: decimalHash(shard.endHash) },
    SequenceNumberRange: {
      StartingSequenceNumber: shard.startSequence,
      ...(shard.endSequence === undefined ? {} : { EndingSequenceNumber: shard.endSequence }),
    },
  };
}

function monitoring(row: StreamRow): EnhancedMetrics[] {
  return [{ ShardLevelMetrics: [...row.metrics] as NonNullable<EnhancedMetrics['ShardLevelMetrics']> }];
}

/** What DescribeStream and DescribeStreamSummary both say. */
export function describedStream(row: StreamRow) {
  return {
    StreamName: row.name,
    StreamARN: row.arn,
    StreamStatus: 'ACTIVE' as const,
    StreamModeDetails: { StreamMode: row.mode },
    RetentionPeriodHours: row.retentionHours,
    StreamCreationTimestamp: new Date(row.createdAt),
    EnhancedMonitoring: monitoring(row),
    ...(row.keyId === undefined
      ? { EncryptionType: 'NONE' as const }
      : { EncryptionType: 'KMS' as const, KeyId: row.keyId }),
  };
}

export function streamSummary(row: StreamRow, consumerCount: number): StreamDescriptionSummary {
  return {
    ...describedStream(row),
    OpenShardCount: row.shards.filter(isOpen).length,
    ConsumerCount: consumerCount,
    MaxRecordSizeInKiB: row.maximumRecordKiB,
  };
}
