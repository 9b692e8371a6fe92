import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { errorMessage, sendToDeadLetterQueue } from '../eventbridge/undelivered/dead-letter-queue.ts';
import type { ExhaustedCondition } from '../eventbridge/undelivered/retry-decision.ts';
import type { InvocationFailure } from './invocation-outcome.ts';
import { assumeScheduleRole } from './role.ts';
import type { InvocationRow } from './tables.ts';
import { inputOf, instantText } from './target.ts';

/**
 * What the target should have had goes to the dead-letter queue, in the name of the schedule's role.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export function sendToDeadLetters(
  globe: Globe,
  scope: Scope,
  row: InvocationRow,
  failure: InvocationFailure,
  condition: ExhaustedCondition | undefined,
  cause: Cause,
): Promise<void> {
  const letter = {
    queueArn: row.target.DeadLetterConfig?.Arn,
    body: inputOf(scope, row),
    attributes: {
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: errorMessage(failure.message, failure.code),
      EXECUTION_ID: row.id,
      EXHAUSTED_RETRY_CONDITION: condition,
      IS_PAYLOAD_TRUNCATED: 'false',
      RETRY_ATTEMPTS: String(row.failures),
      SCHEDULED_TIME: instantText(row.scheduledAt),
      SCHEDULE_ARN: row.scheduleArn,
      TARGET_ARN: row.target.Arn,
    },
    caller: () =>
      assumeScheduleRole(globe, scope, { roleArn: row.target.RoleArn, groupName: row.groupName, session: row.id }),
    loss: `${row.target.Arn} lost a run`,
    reason: `${failure.code}: ${failure.message}`,
  };
  return sendToDeadLetterQueue(globe, letter, cause);
}
