import { AwsError } from '../../../contract/aws-error.ts';
import { hasCode, type LogPlace, putLogLines, unlessTaken } from '../../execute-api/log-lines.ts';
import { accountRowOf } from '../account.ts';
import type { StageRow } from '../tables.ts';
import type { Exchange, Matched } from './exchange.ts';
import type { ExecutionLine, LogDetail } from './execution-log.ts';
import { methodSettingsFor } from './method-settings.ts';

const details: Readonly<Record<string, LogDetail>> = { ERROR: 'error', INFO: 'info' };

/** How much the stage wants logged of a method. Data is traced only beside a level. */
export function logDetailOf(stage: StageRow, matched: Matched): LogDetail {
  const { loggingLevel = 'OFF', dataTraceEnabled = false } = methodSettingsFor(stage, matched).settings;
  const detail = details[loggingLevel] ?? 'off';
  return detail === 'info' && dataTraceEnabled ? 'trace' : detail;
}

/** Writes what was logged to the stage's execution log group, after the answer. */
export function writeExecutionLog(exchange: Exchange): void {
  const { log, globe } = exchange;
  if (log.lines.length === 0) return;
  const lines = [...log.lines];
  globe.scheduler.soon('execution log', () => putLines(exchange, lines));
}

async function putLines(exchange: Exchange, lines: readonly ExecutionLine[]): Promise<void> {
  const { globe, scope, cause, snapshot, stage, requestId } = exchange;
  const logGroupName = `API-Gateway-Execution-Logs_${snapshot.api.id}/${stage.stageName}`;
  try {
    const role = accountRowOf(exchange).cloudwatchRoleArn ?? '';
    const caller = globe.assumeRole(role, 'apigateway.amazonaws.com', 'BackplaneAssumeRoleSession');
    // AWS spreads a group's lines over streams named by hashes.
    const place: LogPlace = { globe, scope, cause, caller, logGroupName, logStreamName: stage.stageName };
    const events = lines.map(({ text, at }) => ({ message: `(${requestId}) ${text}`, timestamp: at }));
    await putLogLines(place, events).catch(async (error: unknown) => {
      if (!hasCode(error, 'ResourceNotFoundException')) throw error;
      const input = { logGroupName };
      const call = { service: 'cloudwatch-logs', operation: 'CreateLogGroup', input, scope, caller, cause };
      await globe.call(call).catch(unlessTaken);
      await putLogLines(place, events);
    });
  } catch (error) {
    // Without a role that may write there, the lines are lost on AWS too.
    if (!(error instanceof AwsError)) throw error;
  }
}
