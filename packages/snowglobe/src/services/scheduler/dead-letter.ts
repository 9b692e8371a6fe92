import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { ExhaustedCondition, InvocationFailure } from './invocation-outcome.ts';
import { schedulerService } from './service-principal.ts';
import type { InvocationRow } from './tables.ts';
import { inputOf, instantText } from './target.ts';

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
function attributesOf(row: InvocationRow, failure: InvocationFailure, condition: ExhaustedCondition | undefined) {
  const texts: Readonly<Record<string, string>> = {
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message.slice(0, 1024) || failure.code,
    EXECUTION_ID: row.id,
    ...(condition && { EXHAUSTED_RETRY_CONDITION: condition }),
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(row.failures),
    SCHEDULED_TIME: instantText(row.scheduledAt),
    SCHEDULE_ARN: row.scheduleArn,
    TARGET_ARN: row.target.Arn,
  };
  const entries = Object.entries(texts).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]);
  return Object.fromEntries(entries);
}

/** What the target should have had goes to the dead-letter queue, in the name of the schedule's role; without one it is lost. */
export async function sendToDeadLetters(
  globe: Globe,
  scope: Scope,
  row: InvocationRow,
  failure: InvocationFailure,
  condition: ExhaustedCondition | undefined,
  cause: Cause,
): Promise<void> {
  const lost = (why: string) => globe.causes.begin('delivery', `${row.target.Arn} lost a run: ${why}`, cause);
  const arn = row.target.DeadLetterConfig?.Arn;
  const queue = arn === undefined ? undefined : globe.eventTarget(arn);
  if (arn === undefined || queue === undefined) {
    lost(`${failure.code}: ${failure.message}`);
    return;
  }
  try {
    await queue.deliver(globe, arn, {
      body: inputOf(scope, row),
      cause,
      caller: globe.assumeRole(row.target.RoleArn, schedulerService, row.id),
      parameters: { messageAttributes: JSON.stringify(attributesOf(row, failure, condition)) },
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    lost(`the dead-letter queue refused it: ${error.message}`);
  }
}
