const mebibyte = 1_048_576;

/** https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const shardLimits = {
  writeBytesPerSecond: mebibyte,
  writeRecordsPerSecond: 1_000,
  readBytesPerSecond: 2 * mebibyte,
  readCallsPerSecond: 5,
} as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
export const putLimits = { requestBytes: 10 * mebibyte, defaultRecordKiB: 1_024 } as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
export const getLimits = { records: 10_000, bytes: 10 * mebibyte } as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html */
export const iteratorLifetimeMs = 300_000;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html */
export const retentionLimits = { minimumHours: 24, maximumHours: 8_760 } as const;

/** https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html: shards of an account and region. */
export function shardQuota(region: string): number {
  return ['us-east-1', 'us-west-2', 'eu-west-1'].includes(region) ? 20_000 : 1_000;
}

export const onDemandLimits = { streams: 50, firstShards: 4 } as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html */
export const maximumConsumers = 20;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html */
export const subscriptionLimits = {
  lifetimeMs: 300_000,
  exclusiveMs: 5_000,
  heartbeatMs: 5_000,
  records: 500,
} as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html */
export const maximumTags = 50;

export const pageLimits = { shards: 1_000, describedShards: 100, streams: 100, consumers: 100, tags: 50 } as const;

/** https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html: KMS is asked about every five minutes. */
export const dataKeyMs = 5 * 60_000;
