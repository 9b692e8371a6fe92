import { createRequire } from 'node:module';
import type MailComposer from 'nodemailer/lib/mail-composer';
import type { MailRow } from '../../contract/mail.ts';

const load = createRequire(import.meta.url);

/** A mail as RFC 5322 text, the same bytes for the file and for the server. */
export function mailMessage({ id, sentAt, from, to, subject, body, messageId }: MailRow): Promise<Buffer> {
  // Loaded with the first mail: most globes send none.
  const Composer = load('nodemailer/lib/mail-composer') as typeof MailComposer;
  const composer = new Composer({
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
