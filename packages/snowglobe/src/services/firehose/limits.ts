/** https://docs.aws.amazon.com/firehose/latest/dev/limits.html */
export const limits = {
  recordBytes: 1_024_000,
  batchBytes: 4 * 1024 * 1024,
  /** Of an evaluated prefix. https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
  prefixLength: 512,
  /** https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html */
  activePartitions: 500,
  tags: 50,
  /** https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html */
  streamsPerKey: 500,
  /** Starts and stops of encryption a day. https://docs.aws.amazon.com/firehose/latest/APIReference/API_StartDeliveryStreamEncryption.html */
  encryptionChangesPerDay: 25,
  streamPageSize: 10,
  tagPageSize: 50,
  /** S3 writes are tried for so long. https://docs.aws.amazon.com/firehose/latest/dev/retry.html */
  deliveryRetryMs: 24 * 60 * 60 * 1000,
} as const;

/** What a stream takes in one second, directly. */
export interface Quota {
  readonly requests: number;
  readonly records: number;
  readonly bytes: number;
}

const largeRegions = new Set(['eu-west-1', 'us-east-1', 'us-west-2']);

/**
 * https://docs.aws.amazon.com/firehose/latest/dev/limits.html
 * Differs from AWS: 5 MiB a second in every region; outside the three large ones AWS begins at 1 MiB and raises it on request.
 */
export const quotaOf = (region: string): Quota =>
  largeRegions.has(region)
    ? { requests: 2_000, records: 500_000, bytes: 5 * 1024 * 1024 }
    : { requests: 1_000, records: 100_000, bytes: 5 * 1024 * 1024 };

/** Between two attempts to write to S3; AWS does not tell its own pause. */
export const retryPauseMs = 60_000;

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
/** https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html */
export const httpLimits = { timeoutMs: 3 * 60 * 1000, answerBytes: 1024 * 1024, records: 10_000 } as const;

/** What is partitioned or converted is buffered in more than this. https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
export const largeBuffers = { minimumMb: 64, defaultMb: 128, minimumSeconds: 60 } as const;

export const bufferDefaults = { SizeInMBs: 5, IntervalInSeconds: 300 } as const;
