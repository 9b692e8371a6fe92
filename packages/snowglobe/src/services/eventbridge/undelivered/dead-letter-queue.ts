import { AwsError } from '../../../contract/aws-error.ts';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Principal } from '../../../contract/principal.ts';

export interface DeadLetter {
  /** Undefined: there is no queue for it. */
  readonly queueArn: string | undefined;
  /** What its target should have had. */
  readonly body: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  /** In whose name the queue is asked; a role that may not be assumed throws. */
  readonly caller: () => Principal;
  /** For the journey: `ARN lost an event`. */
  readonly loss: string;
  /** Why it was given up on. */
  readonly reason: string;
}

/** Message attributes as SQS takes them; undefined ones are left out. */
export function messageAttributes(attributes: DeadLetter['attributes']) {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name,
      { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: String(value) },
    ]),
  );
}

/** AWS's limit of an attribute, and its words when there are none. */
export const errorMessage = (message: string, code: string): string => message.slice(0, 1024) || code;

/** What is given up on goes to its dead-letter queue; without one, or when that refuses it, it is lost as on AWS. */
export async function sendToDeadLetterQueue(globe: Globe, letter: DeadLetter, cause: Cause): Promise<void> {
  const lost = (why: string) => globe.causes.begin('delivery', `${letter.loss}: ${why}`, cause);
  const { queueArn } = letter;
  const queue = queueArn === undefined ? undefined : globe.eventTarget(queueArn);
  if (queueArn === undefined || queue === undefined) {
    lost(letter.reason);
    return;
  }
  try {
    await queue.deliver(globe, queueArn, {
      body: letter.body,
      cause,
      caller: letter.caller(),
      parameters: { messageAttributes: JSON.stringify(messageAttributes(letter.attributes)) },
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    lost(`the dead-letter queue refused it: ${error.message}`);
  }
}
