import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { DeliveryFailure, ExhaustedCondition } from './delivery-outcome.ts';
import type { DeliveryRow } from './tables.ts';

export const eventsService = 'events.amazonaws.com';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export function deadLetterAttributes(
  row: DeliveryRow,
  failure: DeliveryFailure,
  condition: ExhaustedCondition | undefined,
): Readonly<Record<string, { readonly DataType: 'String' | 'Number'; readonly StringValue: string }>> {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue }) as const;
  return {
    RULE_ARN: text(row.ruleArn),
    TARGET_ARN: text(row.target.Arn),
    ERROR_CODE: text(failure.code),
    ERROR_MESSAGE: text(failure.message.slice(0, 1024) || failure.code),
    ...(condition && { EXHAUSTED_RETRY_CONDITION: text(condition) }),
    RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(row.failures) },
  };
}

/** The event itself goes to the target's dead-letter queue; without one, or when that refuses it, it is lost as on AWS. */
export async function sendToDeadLetters(
  globe: Globe,
  scope: Scope,
  row: DeliveryRow,
  failure: DeliveryFailure,
  condition: ExhaustedCondition | undefined,
  cause: Cause,
): Promise<void> {
  const lost = (why: string) => globe.causes.begin('delivery', `${row.target.Arn} lost an event: ${why}`, cause);
  const arn = row.target.DeadLetterConfig?.Arn;
  const queue = arn === undefined ? undefined : globe.eventTarget(arn);
  if (arn === undefined || queue === undefined) {
    lost(`${failure.code}: ${failure.message}`);
    return;
  }
  try {
    await queue.deliver(globe, arn, {
      body: row.event,
      cause,
      caller: { kind: 'service', service: eventsService, account: scope.account, sourceArn: row.ruleArn },
      parameters: { messageAttributes: JSON.stringify(deadLetterAttributes(row, failure, condition)) },
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    lost(`the dead-letter queue refused it: ${error.message}`);
  }
}
