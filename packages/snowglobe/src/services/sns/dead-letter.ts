import { AwsError } from '../../contract/aws-error.ts';
import type { DeliveryFailure } from './delivery-failure.ts';
import { invalidParameter } from './errors.ts';
import type { Sending } from './protocols/send.ts';
import { putInQueue } from './protocols/sqs.ts';

/** The queue that a RedrivePolicy names. Throws InvalidParameter. */
export function deadLetterArn(text: string, where = ''): string {
  let policy: { readonly deadLetterTargetArn?: unknown } | null;
  try {
    policy = JSON.parse(text) as typeof policy;
  } catch {
    throw invalidParameter(`${where}RedrivePolicy: failed to parse JSON.`);
  }
  const arn = policy?.deadLetterTargetArn;
  if (typeof arn !== 'string' || !/^arn:aws[\w-]*:sqs:[^:]+:\d{12}:[^:]+$/.test(arn)) {
    throw invalidParameter(`${where}RedrivePolicy: deadLetterTargetArn is an invalid arn`);
  }
  return arn;
}

/** What could not be delivered goes to the subscription's queue for it; without one, or when that refuses it, it is lost as on AWS. */
export async function giveUp(sending: Sending, failure: DeliveryFailure): Promise<void> {
  const { globe, row, subscription, cause } = sending;
  const lost = (why: string) => globe.causes.begin('delivery', `${row.endpoint} lost a message: ${why}`, cause);
  const policy = row.type === 'Notification' ? subscription?.attributes.RedrivePolicy : undefined;
  if (policy === undefined) {
    lost(failure.message);
    return;
  }
  try {
    await putInQueue(sending, deadLetterArn(policy));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    lost(`the dead-letter queue refused it: ${error.message}`);
  }
}
