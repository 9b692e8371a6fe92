import type { EventSourceMappingRow } from '../../contract/event-source-mapping.ts';
import type { PipeRow } from './tables.ts';

const queueBatchSize = 10;
const streamBatchSize = 100;

/** A pipe's source and failure settings, as a poller knows them of an event source mapping. */
export function mappingOf(row: PipeRow): EventSourceMappingRow {
  const { SqsQueueParameters, KinesisStreamParameters, DynamoDBStreamParameters, FilterCriteria } =
    row.sourceParameters;
  const stream = KinesisStreamParameters ?? DynamoDBStreamParameters;
  const deadLetterArn = stream?.DeadLetterConfig?.Arn;
  const settings = stream ?? SqsQueueParameters;
  const timestamp = KinesisStreamParameters?.StartingPositionTimestamp;
  return {
    uuid: row.id,
    mappingArn: row.arn,
    eventSourceArn: row.source,
    functionArn: row.target,
    batchSize: settings?.BatchSize ?? (stream ? streamBatchSize : queueBatchSize),
    maximumBatchingWindowSeconds: settings?.MaximumBatchingWindowInSeconds ?? 0,
    parallelizationFactor: stream?.ParallelizationFactor ?? 1,
    ...(stream?.StartingPosition !== undefined && { startingPosition: stream.StartingPosition }),
    ...(timestamp !== undefined && { startingPositionAt: timestamp.getTime() }),
    maximumRetryAttempts: stream?.MaximumRetryAttempts ?? -1,
    maximumRecordAgeSeconds: stream?.MaximumRecordAgeInSeconds ?? -1,
    bisectBatchOnFunctionError: stream?.OnPartialBatchItemFailure === 'AUTOMATIC_BISECT',
    functionResponseTypes: ['ReportBatchItemFailures'],
    filterPatterns: (FilterCriteria?.Filters ?? []).map(({ Pattern = '' }) => Pattern),
    ...(deadLetterArn !== undefined && { destinationOnFailureArn: deadLetterArn }),
    tags: {},
    state: 'Enabled',
    stateChangedAt: row.stateChangedAt,
    stateTransitionReason: '',
    lastProcessingResult: '',
    lastModifiedAt: row.modifiedAt,
  };
}
