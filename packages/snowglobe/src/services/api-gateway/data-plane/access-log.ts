import { parseArn } from '../../../contract/arn.ts';
import { AwsError } from '../../../contract/aws-error.ts';
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

async function putLine(
  exchange: Exchange,
  destinationArn: string,
  line: { readonly message: string; readonly timestamp: number },
): Promise<void> {
  const arn = parseArn(destinationArn);
  const logGroupName = arn?.resource.split(':')[1] ?? '';
  const { globe, stage, scope, cause, snapshot } = exchange;
  // AWS names the stream by a hash of the stage.
  const logStreamName = `${snapshot.api.id}/${stage.stageName}`;
  try {
    const role = accountRowOf(exchange).cloudwatchRoleArn ?? '';
    const caller = globe.assumeRole(role, 'apigateway.amazonaws.com', 'BackplaneAssumeRoleSession');
    const logs = (operation: string, input: object) =>
      globe.call({
        service: 'cloudwatch-logs',
        operation,
        input: { logGroupName, logStreamName, ...input },
        scope: { account: arn?.account || scope.account, region: arn?.region || scope.region },
        caller,
        cause,
      });
    await logs('PutLogEvents', { logEvents: [line] }).catch(async (error: unknown) => {
      if (!has(error, 'ResourceNotFoundException')) throw error;
      await logs('CreateLogStream', {}).catch(unlessTaken);
      await logs('PutLogEvents', { logEvents: [line] });
    });
  } catch (error) {
    // Without its group, or a role that may write there, a line is lost on AWS too.
    if (!(error instanceof AwsError)) throw error;
  }
}

/** Two lines at once may both want to make the stream. */
function unlessTaken(error: unknown): void {
  if (!has(error, 'ResourceAlreadyExistsException')) throw error;
}

function has(error: unknown, code: string): boolean {
  return error instanceof AwsError && error.code === code;
}
