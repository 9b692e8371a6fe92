import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailRow } from '../../contract/mail.ts';

/** A mail as RFC 5322 text, the same bytes for the file and for the server. */
export function mailMessage({ id, sentAt, from, to, subject, body, messageId }: MailRow): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to,
    subject,
    text: body,
    date: new Date(sentAt),
    messageId: `<${messageId}-${id}@sns.amazonaws.com>`,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** The bare address of `"Name" <address>`. */
export function addressIn(mailbox: string): string {
  return /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox;
}
