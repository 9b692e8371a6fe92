import type { EnableEnhancedMonitoringInput, EnhancedMonitoringOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { expandedMetrics, monitoringAnswer } from '../enhanced-monitoring.ts';
import { putStream, requireStream } from '../stream.ts';

export const enableEnhancedMonitoring: Operation<EnableEnhancedMonitoringInput, EnhancedMonitoringOutput> = (
  input,
  call,
) => {
  const stream = requireStream(input, call);
  const metrics = [...new Set([...stream.row.metrics, ...expandedMetrics(input.ShardLevelMetrics ?? [])])].sort();
  putStream(call.globe, stream, { metrics });
  return monitoringAnswer(stream, metrics);
};
