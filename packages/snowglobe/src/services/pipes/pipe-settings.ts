import type { CreatePipeRequest, UpdatePipeRequest } from '@aws-sdk/client-pipes';
import type { Call } from '../../contract/operation.ts';
import { newPipeKey } from './customer-key.ts';
import { pipeLog } from './pipe-log.ts';
import type { PipeRow } from './tables.ts';
import { pipeRole } from './working-pipe.ts';

/** What a request says of a pipe's role, enrichment, target and state; what it leaves out stays. */
export function settingsOf(input: CreatePipeRequest | UpdatePipeRequest): Partial<PipeRow> {
  const log = input.LogConfiguration && pipeLog(input.LogConfiguration);
  return {
    ...(input.RoleArn !== undefined && { roleArn: input.RoleArn }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.Enrichment !== undefined && input.Enrichment !== '' && { enrichment: input.Enrichment }),
    ...(input.EnrichmentParameters !== undefined && { enrichmentParameters: input.EnrichmentParameters }),
    ...(input.Target !== undefined && { target: input.Target }),
    ...(input.TargetParameters !== undefined && { targetParameters: input.TargetParameters }),
    ...(log && { log }),
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

/** A pipe without what an update replaces or takes away. */
export function withoutReplaced(known: PipeRow, { Enrichment, LogConfiguration }: UpdatePipeRequest): PipeRow {
  const { enrichment, enrichmentParameters, log, key: _key, ...rest } = known;
  return {
    ...rest,
    ...(Enrichment !== '' && enrichment !== undefined && { enrichment }),
    ...(Enrichment !== '' && enrichmentParameters !== undefined && { enrichmentParameters }),
    ...(LogConfiguration === undefined && log && { log }),
  };
}

/** A customer's key for a pipe, which the pipe's role must be able to use; undefined: a key that AWS owns. */
export function pipeKey(
  row: PipeRow,
  keyId: string | undefined,
  { globe, cause }: Call,
): ReturnType<typeof newPipeKey> | undefined {
  if (!keyId) return undefined;
  return newPipeKey({ globe, row, caller: pipeRole(globe, row), cause }, keyId);
}
