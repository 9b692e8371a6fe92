import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
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

async function putLine(
  exchange: Exchange,
  destinationArn: string,
  line: { readonly message: string; readonly timestamp: number },
): Promise<void> {
  const arn = parseArn(destinationArn);
  const logGroupName = arn?.resource.split(':')[1] ?? '';
  const { api, stage, scope } = exchange;
  // AWS names the stream by a hash of the stage.
  const logStreamName = `${api.apiId}/${stage.stageName}`;
  const logs = (operation: string, input: object) =>
    exchange.globe.call({
      service: 'cloudwatch-logs',
      operation,
      input: { logGroupName, logStreamName, ...input },
      scope: { account: arn?.account || scope.account, region: arn?.region || scope.region },
      caller: { kind: 'service', service: 'delivery.logs.amazonaws.com', account: scope.account },
      cause: exchange.cause,
    });
  try {
    await logs('PutLogEvents', { logEvents: [line] }).catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      await logs('CreateLogStream', {}).catch(unlessTaken);
      await logs('PutLogEvents', { logEvents: [line] });
    });
  } catch (error) {
    // Without its group a log is lost on AWS too.
    if (!isMissing(error)) throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'ResourceNotFoundException';
}

/** Two lines at once may both want to make the stream. */
function unlessTaken(error: unknown): void {
  if (!(error instanceof AwsError && error.code === 'ResourceAlreadyExistsException')) throw error;
}
