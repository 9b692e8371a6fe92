import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import { type LogLine, type LogPlace, putLogLines } from '../../execute-api/log-lines.ts';
import { accountRowOf } from '../account.ts';
import { type ContextFacts, withContext } from './context-variables.ts';
import type { Exchange } from './exchange.ts';

/** Writes the stage's access log line, after the answer. Variables without a value become `-`. */
export function writeAccessLog(facts: ContextFacts): void {
  const { exchange } = facts;
  const { destinationArn, format } = exchange.stage.accessLogSettings ?? {};
  if (destinationArn === undefined || format === undefined) return;
  const message = withContext(format, facts, '-');
  const timestamp = exchange.globe.clock.now();
  exchange.globe.scheduler.soon('access log', () => putLine(exchange, destinationArn, { message, timestamp }));
}

async function putLine(exchange: Exchange, destinationArn: string, line: LogLine): Promise<void> {
  const arn = parseArn(destinationArn);
  const { globe, stage, scope, cause, snapshot } = exchange;
  try {
    const role = accountRowOf(exchange).cloudwatchRoleArn ?? '';
    const place: LogPlace = {
      globe,
      cause,
      logGroupName: arn?.resource.split(':')[1] ?? '',
      // AWS names the stream by a hash of the stage.
      logStreamName: `${snapshot.api.id}/${stage.stageName}`,
      scope: { account: arn?.account || scope.account, region: arn?.region || scope.region },
      caller: globe.assumeRole(role, 'apigateway.amazonaws.com', 'BackplaneAssumeRoleSession'),
    };
    await putLogLines(place, [line]);
  } catch (error) {
    // Without its group, or a role that may write there, a line is lost on AWS too.
    if (!(error instanceof AwsError)) throw error;
  }
}
