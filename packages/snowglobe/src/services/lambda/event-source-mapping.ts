import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { EventSourceMappingRow } from '../../contract/event-source-mapping.ts';
import { invalidParameter, unsupported } from './errors.ts';
import { filterPatterns } from './event-filter.ts';
import { type EventSourceKind, eventSourceKind } from './event-source-kind.ts';

/** What Create and Update have in common. */
export type MappingInput = {
  readonly [Name in keyof CreateEventSourceMappingRequest]?: CreateEventSourceMappingRequest[Name] | undefined;
};

/** The part of a mapping that callers set. */
export type MappingSettings = Pick<
  EventSourceMappingRow,
  | 'batchSize'
  | 'maximumBatchingWindowSeconds'
  | 'parallelizationFactor'
  | 'maximumRetryAttempts'
  | 'maximumRecordAgeSeconds'
  | 'bisectBatchOnFunctionError'
  | 'functionResponseTypes'
  | 'filterPatterns'
> &
  Partial<
    Pick<EventSourceMappingRow, 'destinationOnFailureArn' | 'scalingMaximumConcurrency' | 'kmsKeyArn' | 'metrics'>
  >;

const refused = [
  'AmazonManagedKafkaEventSourceConfig',
  'DocumentDBEventSourceConfig',
  'LoggingConfig',
  'ProvisionedPollerConfig',
  'Queues',
  'SelfManagedEventSource',
  'SelfManagedKafkaEventSourceConfig',
  'SourceAccessConfigurations',
  'Topics',
] as const satisfies readonly (keyof MappingInput)[];

/** Parameters that only streams have. */
const streamOnly = [
  'BisectBatchOnFunctionError',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
] as const satisfies readonly (keyof MappingInput)[];

/** Applies what the caller gave to the settings so far. Throws for what AWS or Snowglobe refuses. */
export function mappingSettings(
  input: MappingInput,
  kind: EventSourceKind,
  previous: MappingSettings | undefined,
): MappingSettings {
  refuseUnsupported(input, kind);
  const onFailure = input.DestinationConfig?.OnFailure;
  const destination =
    onFailure === undefined ? previous?.destinationOnFailureArn : checkedDestination(onFailure.Destination);
  const concurrency =
    input.ScalingConfig === undefined ? previous?.scalingMaximumConcurrency : input.ScalingConfig.MaximumConcurrency;
  const kmsKeyArn = input.KMSKeyArn ?? previous?.kmsKeyArn;
  const metrics = input.MetricsConfig?.Metrics ?? previous?.metrics;
  return checkedBatch(kind, {
    batchSize: input.BatchSize ?? previous?.batchSize ?? kind.defaultBatchSize,
    maximumBatchingWindowSeconds: input.MaximumBatchingWindowInSeconds ?? previous?.maximumBatchingWindowSeconds ?? 0,
    parallelizationFactor: input.ParallelizationFactor ?? previous?.parallelizationFactor ?? 1,
    maximumRetryAttempts: input.MaximumRetryAttempts ?? previous?.maximumRetryAttempts ?? -1,
    maximumRecordAgeSeconds: input.MaximumRecordAgeInSeconds ?? previous?.maximumRecordAgeSeconds ?? -1,
    bisectBatchOnFunctionError: input.BisectBatchOnFunctionError ?? previous?.bisectBatchOnFunctionError ?? false,
    functionResponseTypes: input.FunctionResponseTypes ?? previous?.functionResponseTypes ?? [],
    filterPatterns:
      input.FilterCriteria === undefined ? (previous?.filterPatterns ?? []) : filterPatterns(input.FilterCriteria),
    ...(destination && { destinationOnFailureArn: destination }),
    ...(concurrency !== undefined && { scalingMaximumConcurrency: concurrency }),
    ...(kmsKeyArn && { kmsKeyArn }),
    ...(metrics && { metrics }),
  });
}

function refuseUnsupported(input: MappingInput, kind: EventSourceKind): void {
  const asked = refused.find((name) => input[name] !== undefined);
  if (asked) throw unsupported(`${asked} of event source mappings`);
  if (input.TumblingWindowInSeconds) throw unsupported('TumblingWindowInSeconds of event source mappings');
  if (kind.reads === 'stream') {
    if (input.ScalingConfig?.MaximumConcurrency !== undefined) {
      throw invalidParameter('ScalingConfig is only supported for SQS event sources.');
    }
    return;
  }
  const wrong = streamOnly.find((name) => input[name] !== undefined);
  if (wrong) throw invalidParameter(`Unsupported ${wrong} parameter for given event source mapping type.`);
  if (input.DestinationConfig?.OnFailure?.Destination) {
    throw invalidParameter('Unsupported DestinationConfig parameter for given event source mapping type.');
  }
  if (input.StartingPosition !== undefined) {
    throw invalidParameter('Unsupported starting position for SQS event source. Please specify null.');
  }
}

function checkedDestination(arn: string | undefined): string | undefined {
  if (!arn) return undefined;
  if (/^arn:aws[\w-]*:(sqs|sns|s3):/.test(arn)) return arn;
  throw invalidParameter(
    `The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${arn})) is invalid.`,
  );
}

function checkedBatch(kind: EventSourceKind, settings: MappingSettings): MappingSettings {
  const { batchSize, maximumBatchingWindowSeconds: window } = settings;
  if (window > kind.maximumBatchingWindowSeconds)
    throw invalidParameter('Batching window is not supported for FIFO queues');
  if (batchSize > kind.maximumBatchSize)
    throw invalidParameter(`BatchSize must be less than or equal to ${kind.maximumBatchSize}.`);
  if (batchSize > kind.maximumBatchSizeWithoutWindow && window === 0) {
    throw invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  return settings;
}

/** Where a new stream mapping begins. */
export function startingPosition(
  input: MappingInput,
  kind: EventSourceKind,
): Pick<EventSourceMappingRow, 'startingPosition' | 'startingPositionAt'> {
  if (kind.reads === 'queue') return {};
  const position = input.StartingPosition;
  if (position === undefined) {
    throw invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  if (position !== 'AT_TIMESTAMP') return { startingPosition: position };
  if (kind.name !== 'kinesis')
    throw invalidParameter('Unsupported starting position AT_TIMESTAMP for given event source.');
  if (!input.StartingPositionTimestamp) {
    throw invalidParameter('StartingPositionTimestamp is required when the starting position is AT_TIMESTAMP.');
  }
  return { startingPosition: position, startingPositionAt: new Date(input.StartingPositionTimestamp).getTime() };
}

/** What the API tells of a mapping. `state`: while AWS would be working on it. */
export function mappingConfiguration(
  row: EventSourceMappingRow,
  state: string = row.state,
): EventSourceMappingConfiguration {
  const { name, reads } = eventSourceKind(row.eventSourceArn);
  const isStream = reads === 'stream';
  return {
    UUID: row.uuid,
    EventSourceMappingArn: row.mappingArn,
    EventSourceArn: row.eventSourceArn,
    FunctionArn: row.functionArn,
    BatchSize: row.batchSize,
    ...(name !== 'sqs-fifo' && { MaximumBatchingWindowInSeconds: row.maximumBatchingWindowSeconds }),
    ...(isStream && streamConfiguration(row)),
    ...(row.filterPatterns.length > 0 && {
      FilterCriteria: { Filters: row.filterPatterns.map((Pattern) => ({ Pattern })) },
    }),
    ...(row.scalingMaximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: row.scalingMaximumConcurrency },
    }),
    ...(row.kmsKeyArn !== undefined && { KMSKeyArn: row.kmsKeyArn }),
    ...(row.metrics && { MetricsConfig: { Metrics: [...row.metrics] as 'EventCount'[] } }),
    FunctionResponseTypes: [...row.functionResponseTypes] as 'ReportBatchItemFailures'[],
    LastModified: new Date(row.lastModifiedAt),
    ...(isStream && { LastProcessingResult: row.lastProcessingResult }),
    State: state,
    StateTransitionReason: row.stateTransitionReason,
  };
}

function streamConfiguration(row: EventSourceMappingRow): EventSourceMappingConfiguration {
  return {
    ...(row.startingPosition && { StartingPosition: row.startingPosition }),
    ...(row.startingPositionAt !== undefined && { StartingPositionTimestamp: new Date(row.startingPositionAt) }),
    ParallelizationFactor: row.parallelizationFactor,
    MaximumRetryAttempts: row.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: row.maximumRecordAgeSeconds,
    BisectBatchOnFunctionError: row.bisectBatchOnFunctionError,
    TumblingWindowInSeconds: 0,
    DestinationConfig: {
      OnFailure: row.destinationOnFailureArn === undefined ? {} : { Destination: row.destinationOnFailureArn },
    },
  };
}
