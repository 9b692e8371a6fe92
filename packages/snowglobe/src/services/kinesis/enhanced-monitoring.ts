import type { EnhancedMonitoringOutput, MetricsName } from '@aws-sdk/client-kinesis';
import type { Stream } from './stream.ts';

/** Every shard-level metric; `ALL` names them together. */
const allMetrics: readonly MetricsName[] = [
  'IncomingBytes',
  'IncomingRecords',
  'IteratorAgeMilliseconds',
  'OutgoingBytes',
  'OutgoingRecords',
  'ReadProvisionedThroughputExceeded',
  'WriteProvisionedThroughputExceeded',
];

export function expandedMetrics(names: readonly MetricsName[]): readonly MetricsName[] {
  return names.includes('ALL') ? allMetrics : names;
}

/** What both operations answer: the metrics before and after. */
export function monitoringAnswer(stream: Stream, desired: readonly string[]): EnhancedMonitoringOutput {
  return {
    StreamName: stream.row.name,
    StreamARN: stream.row.arn,
    CurrentShardLevelMetrics: [...stream.row.metrics] as MetricsName[],
    DesiredShardLevelMetrics: [...desired] as MetricsName[],
  };
}
