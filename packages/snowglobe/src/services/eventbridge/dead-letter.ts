import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { DeliveryFailure } from './delivery-outcome.ts';
import { eventsService } from './service-principal.ts';
import type { DeliveryRow } from './tables.ts';
import { errorMessage, sendToDeadLetterQueue } from './undelivered/dead-letter-queue.ts';
import type { ExhaustedCondition } from './undelivered/retry-decision.ts';

/** The event itself goes to the target's dead-letter queue. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export function sendToDeadLetters(
  globe: Globe,
  scope: Scope,
  row: DeliveryRow,
  failure: DeliveryFailure,
  condition: ExhaustedCondition | undefined,
  cause: Cause,
): Promise<void> {
  const letter = {
    queueArn: row.target.DeadLetterConfig?.Arn,
    body: row.event,
    attributes: {
      RULE_ARN: row.ruleArn,
      TARGET_ARN: row.target.Arn,
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: errorMessage(failure.message, failure.code),
      EXHAUSTED_RETRY_CONDITION: condition,
      RETRY_ATTEMPTS: row.failures,
    },
    caller: () => eventsService(scope.account, row.ruleArn),
    loss: `${row.target.Arn} lost an event`,
    reason: `${failure.code}: ${failure.message}`,
  };
  return sendToDeadLetterQueue(globe, letter, cause);
}
