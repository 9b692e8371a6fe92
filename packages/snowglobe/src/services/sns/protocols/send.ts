import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { DeliveryRow, Protocol, SubscriptionRow } from '../tables.ts';
import { sendMail } from './email.ts';
import { sendToDeliveryStream } from './firehose.ts';
import { sendOverHttp } from './http.ts';
import { sendToFunction } from './lambda.ts';
import { sendToQueue } from './sqs.ts';

/** One try to deliver. */
export interface Sending {
  readonly globe: Globe;
  readonly row: DeliveryRow;
  /** As it is now; undefined for the last message after it is gone. */
  readonly subscription: SubscriptionRow | undefined;
  readonly cause: Cause;
}

/** Rejects with an AwsError or a DeliveryFailure. */
type Send = (sending: Sending) => Promise<void>;

const senders: Readonly<Record<Protocol, Send>> = {
  sqs: sendToQueue,
  lambda: sendToFunction,
  http: sendOverHttp,
  https: sendOverHttp,
  email: sendMail,
  'email-json': sendMail,
  firehose: sendToDeliveryStream,
};

export function send(sending: Sending): Promise<void> {
  return senders[sending.row.protocol](sending);
}
