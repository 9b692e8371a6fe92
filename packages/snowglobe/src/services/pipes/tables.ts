import type { PipeEnrichmentParameters, PipeSourceParameters, PipeTargetParameters } from '@aws-sdk/client-pipes';
import type { TableDefinition } from '../../contract/table.ts';

export interface PipeLog {
  readonly level: 'ERROR' | 'INFO' | 'TRACE';
  readonly includeExecutionData: boolean;
  readonly logGroupArn?: string;
  readonly deliveryStreamArn?: string;
}

export interface PipeRow {
  readonly name: string;
  readonly arn: string;
  /** Names its checkpoints. */
  readonly id: string;
  readonly description?: string;
  readonly roleArn: string;
  readonly source: string;
  readonly sourceParameters: PipeSourceParameters;
  readonly enrichment?: string;
  readonly enrichmentParameters?: PipeEnrichmentParameters;
  readonly target: string;
  readonly targetParameters: PipeTargetParameters;
  readonly log?: PipeLog;
  /** The customer's key, with a data key of it, encrypted. */
  readonly key?: { readonly id: string; readonly dataKey: Uint8Array };
  readonly desiredState: 'RUNNING' | 'STOPPED';
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** `LATEST` is everything after the pipe began to run. */
  readonly stateChangedAt: number;
}

export const pipes: TableDefinition<PipeRow> = { name: 'pipes/pipes', key: (row) => row.name };

export const tables = [pipes];
