/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const messageLimits = {
  /** One message, and all messages of a batch together. */
  maximumBytes: 1_048_576,
  minimumSizeSettingBytes: 1_024,
  maximumDelaySeconds: 900,
  maximumVisibilitySeconds: 43_200,
  maximumWaitSeconds: 20,
  maximumAttributes: 10,
  maximumPerReceive: 10,
  minimumRetentionSeconds: 60,
  maximumRetentionSeconds: 1_209_600,
} as const;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html, "in flight messages" */
export const maximumInFlight = { standard: 120_000, fifo: 120_000 } as const;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html */
export const batchLimits = { maximumEntries: 10, maximumIdLength: 80 } as const;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html */
export const deduplicationIntervalMs = 5 * 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeIntervalMs = 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const moveTaskLimits = { maximumPerSecond: 500, maximumListed: 10 } as const;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
export const permissionLimits = { maximumActions: 7, maximumStatements: 20 } as const;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listLimits = { maximumResults: 1_000 } as const;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
export const maximumTags = 50;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export const maximumReceiveCountSetting = 1_000;
