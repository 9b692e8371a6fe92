import { type MailRow, outbox } from '../../../contract/mail.ts';
import type { Collection } from '../../../contract/table.ts';
import { notificationOf, notificationText, unsubscribeUrl } from '../notification.ts';
import type { MessageType } from '../tables.ts';
import { addressOfArn, findTopic } from '../topic.ts';
import type { Sending } from './send.ts';

const subjects: Readonly<Record<MessageType, string>> = {
  Notification: 'AWS Notification Message',
  SubscriptionConfirmation: 'AWS Notification - Subscription Confirmation',
  UnsubscribeConfirmation: 'AWS Notification - Unsubscribe Confirmation',
};

async function bodyOf({ globe, row }: Sending): Promise<string> {
  const notification = await notificationOf(globe, row);
  if (row.protocol === 'email-json') return notificationText(notification);
  if (row.type !== 'Notification') return `${row.message}\n\n${String(notification.SubscribeURL)}\n`;
  return `${row.message}\n\n--\nUnsubscribe: ${unsubscribeUrl(globe, row.subscriptionArn)}\n`;
}

function sender({ globe, row }: Sending): string {
  const name = findTopic(globe, row.topicArn)?.row.attributes.DisplayName || 'AWS Notifications';
  return `"${name}" <no-reply@sns.amazonaws.com>`;
}

/** The instant, then the order within it. */
function nextId(mails: Collection<MailRow>, sentAt: number): string {
  const instant = String(sentAt).padStart(14, '0');
  const [last] = mails.range({ prefix: instant, reverse: true });
  const next = last ? Number(last.id.slice(instant.length)) + 1 : 0;
  return instant + String(next).padStart(9, '0');
}

/** Puts a mail into the outbox, from where delivery hands it to an SMTP server when one is configured. */
export async function sendMail(sending: Sending): Promise<void> {
  const { globe, row, cause } = sending;
  const body = await bodyOf(sending);
  const scope = addressOfArn(row.topicArn)?.scope;
  if (!scope) throw new Error(`${row.topicArn} is no topic`);
  const sentAt = globe.clock.now();
  globe.store.step(cause, () => {
    const mails = globe.store.collection(outbox, scope);
    mails.put({
      id: nextId(mails, sentAt),
      sentAt,
      from: sender(sending),
      to: row.endpoint,
      subject: row.subject ?? subjects[row.type],
      body,
      type: row.type,
      topicArn: row.topicArn,
      messageId: row.messageId,
      cause: { id: cause.id, trace: cause.trace },
    });
  });
}
