import type { CreatePipeRequest, UpdatePipeRequest } from '@aws-sdk/client-pipes';
import { unsupported } from './errors.ts';
import type { PipeRow } from './tables.ts';

/** What a request says of a pipe's role, enrichment, target and state; what it leaves out stays. */
export function settingsOf(input: CreatePipeRequest | UpdatePipeRequest): Partial<PipeRow> {
  if (input.LogConfiguration !== undefined) throw unsupported('LogConfiguration');
  if (input.KmsKeyIdentifier !== undefined) throw unsupported('KmsKeyIdentifier');
  return {
    ...(input.RoleArn !== undefined && { roleArn: input.RoleArn }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.Enrichment !== undefined && input.Enrichment !== '' && { enrichment: input.Enrichment }),
    ...(input.EnrichmentParameters !== undefined && { enrichmentParameters: input.EnrichmentParameters }),
    ...(input.Target !== undefined && { target: input.Target }),
    ...(input.TargetParameters !== undefined && { targetParameters: input.TargetParameters }),
    ...(input.DesiredState !== undefined && { desiredState: input.DesiredState }),
  };
}

/** Source parameters with the changes of an update: where a stream was begun stays. */
export function changedSource(
  known: PipeRow['sourceParameters'],
  { SourceParameters: changes }: UpdatePipeRequest,
): PipeRow['sourceParameters'] {
  if (changes === undefined) return known;
  const { KinesisStreamParameters: kinesis, DynamoDBStreamParameters: dynamodb, ...rest } = changes;
  return {
    ...known,
    // Brokers and Kafka differ between creation and update, and are refused with the pipe's check.
    ...(rest as PipeRow['sourceParameters']),
    ...(kinesis && {
      KinesisStreamParameters: { StartingPosition: 'LATEST', ...known.KinesisStreamParameters, ...kinesis },
    }),
    ...(dynamodb && {
      DynamoDBStreamParameters: { StartingPosition: 'LATEST', ...known.DynamoDBStreamParameters, ...dynamodb },
    }),
  };
}
