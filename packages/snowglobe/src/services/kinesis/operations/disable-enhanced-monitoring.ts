import type { DisableEnhancedMonitoringInput, EnhancedMonitoringOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { expandedMetrics, monitoringAnswer } from '../enhanced-monitoring.ts';
import { putStream, requireStream } from '../stream.ts';

export const disableEnhancedMonitoring: Operation<DisableEnhancedMonitoringInput, EnhancedMonitoringOutput> = (
  input,
  call,
) => {
  const stream = requireStream(input, call);
  const off = new Set<string>(expandedMetrics(input.ShardLevelMetrics ?? []));
  const metrics = stream.row.metrics.filter((metric) => !off.has(metric));
  putStream(call.globe, stream, { metrics });
  return monitoringAnswer(stream, metrics);
};
