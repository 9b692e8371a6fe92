import { parseArn } from '../../../contract/arn.ts';
import { hasCode, type LogLine, type LogPlace, putLogLines } from '../../execute-api/log-lines.ts';
import { type ContextFacts, contextVariable } from './context-variables.ts';
import type { Exchange } from './exchange.ts';

/** Fills a format's `$context` variables; those without a value become `-`. */
function accessLogLine(format: string, facts: ContextFacts): string {
  return format.replace(
    /\$context\.([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)/g,
    (_all, name: string) => contextVariable(name, facts) ?? '-',
  );
}

/** Writes the stage's access log line, after the answer. */
export function writeAccessLog(facts: ContextFacts): void {
  const { exchange } = facts;
  const { accessLog } = exchange.stage;
  if (!accessLog) return;
  const message = accessLogLine(accessLog.format, facts);
  const timestamp = exchange.globe.clock.now();
  exchange.globe.scheduler.soon('access log', () =>
    putLine(exchange, accessLog.destinationArn, { message, timestamp }),
  );
}

async function putLine(exchange: Exchange, destinationArn: string, line: LogLine): Promise<void> {
  const arn = parseArn(destinationArn);
  const { globe, api, stage, scope, cause } = exchange;
  const place: LogPlace = {
    globe,
    cause,
    logGroupName: arn?.resource.split(':')[1] ?? '',
    // AWS names the stream by a hash of the stage.
    logStreamName: `${api.apiId}/${stage.stageName}`,
    scope: { account: arn?.account || scope.account, region: arn?.region || scope.region },
    caller: { kind: 'service', service: 'delivery.logs.amazonaws.com', account: scope.account },
  };
  try {
    await putLogLines(place, [line]);
  } catch (error) {
    // Without its group a log is lost on AWS too.
    if (!hasCode(error, 'ResourceNotFoundException')) throw error;
  }
}
