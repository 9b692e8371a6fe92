import type { TableDefinition } from './table.ts';

/** Where a stream mapping begins when it has no checkpoint yet. `AT_TIMESTAMP`: Kinesis only. */
export type StartingPosition = 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';

/**
 * AWS's states. Lambda writes them; delivery polls while a row is `Enabled` and stops otherwise. A mapping on its way
 * (`Creating`, `Enabling`, `Updating`, `Disabling`, `Deleting`) is moved on by Lambda.
 */
export type MappingState = 'Creating' | 'Enabling' | 'Enabled' | 'Updating' | 'Disabling' | 'Disabled' | 'Deleting';

/**
 * An event source mapping: Lambda's resource, polled by delivery. Lambda creates, changes and deletes the row (in the
 * function's scope, partition ''); delivery changes `lastProcessingResult` only.
 */
export interface EventSourceMappingRow {
  readonly uuid: string;
  /** `arn:aws:lambda:REGION:ACCOUNT:event-source-mapping:UUID` */
  readonly mappingArn: string;
  readonly eventSourceArn: string;
  /** As the caller named it, with its version or alias: this is what is invoked. */
  readonly functionArn: string;
  readonly batchSize: number;
  /** 0: a batch is invoked as soon as there is a record. */
  readonly maximumBatchingWindowSeconds: number;
  /** Streams: 1 to 10. */
  readonly parallelizationFactor: number;
  /** Streams. */
  readonly startingPosition?: StartingPosition;
  /** Epoch ms, with `AT_TIMESTAMP`. */
  readonly startingPositionAt?: number;
  /** Streams; -1: no limit. */
  readonly maximumRetryAttempts: number;
  /** Streams; -1: no limit. */
  readonly maximumRecordAgeSeconds: number;
  readonly bisectBatchOnFunctionError: boolean;
  /** `ReportBatchItemFailures` or nothing. */
  readonly functionResponseTypes: readonly string[];
  /** JSON texts of filter patterns; a record that matches any of them is delivered; empty: every record. Lambda checks their form. */
  readonly filterPatterns: readonly string[];
  /** Streams: an SQS queue, SNS topic or S3 bucket that gets what was given up on. */
  readonly destinationOnFailureArn?: string;
  /** Queues: at most so many invocations at once, 2 to 1,000. */
  readonly scalingMaximumConcurrency?: number;
  readonly kmsKeyArn?: string;
  /** `EventCount`, `ErrorCount` ...: kept, and given back. */
  readonly metrics?: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly state: MappingState;
  /** When the state last changed, epoch ms: `LATEST` is everything written after a mapping first became `Enabled`. */
  readonly stateChangedAt: number;
  /** `USER_INITIATED`, `User action`, `Lambda internal`. */
  readonly stateTransitionReason: string;
  /** `No records processed`, `OK`, `PROBLEM: ...`; written by delivery. */
  readonly lastProcessingResult: string;
  /** Epoch ms. */
  readonly lastModifiedAt: number;
}

/** Partition '', in the scope of the function. */
export const eventSourceMappings: TableDefinition<EventSourceMappingRow> = {
  name: 'lambda/event-source-mappings',
  key: (row) => row.uuid,
  indexes: { eventSource: (row) => row.eventSourceArn, function: (row) => row.functionArn },
};
