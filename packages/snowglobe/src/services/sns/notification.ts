import type { Globe } from '../../contract/globe.ts';
import { notifiedAttributes } from './message-attributes.ts';
import { type SignatureVersion, signMessage, snsPath } from './signing.ts';
import type { DeliveryRow } from './tables.ts';
import { findTopic } from './topic.ts';

/** The JSON that subscribers get. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export type Notification = Readonly<Record<string, unknown>>;

/** Differs from AWS: the links lead to a path of their own, because the globe's `/` belongs to all services. */
export function unsubscribeUrl(globe: Globe, subscriptionArn: string): string {
  return `${globe.endpoint}${snsPath}?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;
}

function subscribeUrl(globe: Globe, { topicArn, token }: DeliveryRow): string {
  return `${globe.endpoint}${snsPath}?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`;
}

/** What every message has, and is signed. */
function signedPart(globe: Globe, row: DeliveryRow) {
  return {
    Type: row.type,
    MessageId: row.messageId,
    ...(row.token !== undefined && { Token: row.token }),
    TopicArn: row.topicArn,
    ...(row.subject !== undefined && { Subject: row.subject }),
    Message: row.message,
    ...(row.token !== undefined && { SubscribeURL: subscribeUrl(globe, row) }),
    Timestamp: new Date(row.publishedAt).toISOString(),
  };
}

function signatureVersion(globe: Globe, topicArn: string): SignatureVersion {
  return findTopic(globe, topicArn)?.row.attributes.SignatureVersion === '2' ? '2' : '1';
}

/** The signed message. */
export async function notificationOf(globe: Globe, row: DeliveryRow): Promise<Notification> {
  const message = signedPart(globe, row);
  const signature = await signMessage(globe, message, signatureVersion(globe, row.topicArn));
  const isNotification = row.type === 'Notification';
  const hasAttributes = Object.keys(row.attributes).length > 0;
  return {
    ...message,
    ...(row.sequenceNumber !== undefined && { SequenceNumber: row.sequenceNumber }),
    ...(row.replayed === true && { Replayed: true }),
    ...signature,
    ...(isNotification && { UnsubscribeURL: unsubscribeUrl(globe, row.subscriptionArn) }),
    ...(isNotification && hasAttributes && { MessageAttributes: notifiedAttributes(row.attributes) }),
  };
}

/** Written as AWS writes it: a member on each line. */
export function notificationText(notification: Notification): string {
  return JSON.stringify(notification, undefined, 2).replaceAll(/^( *"(?:[^"\\]|\\.)*"): /gm, '$1 : ');
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export function lambdaEvent(row: DeliveryRow, notification: Notification) {
  const { SigningCertURL, UnsubscribeURL, ...rest } = notification;
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: row.subscriptionArn,
        Sns: {
          ...rest,
          Subject: row.subject ?? null,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: UnsubscribeURL,
          MessageAttributes: notifiedAttributes(row.attributes),
        },
      },
    ],
  };
}
