import type { CauseLink } from './cause.ts';
import type { TableDefinition } from './table.ts';

/** How far a mail has come on its way to the SMTP server; absent as long as none was asked to take it. Written by delivery. */
export type MailHandover =
  /** Tried again at `dueAt` (epoch ms). */
  | { readonly state: 'waiting'; readonly failures: number; readonly dueAt: number; readonly reason: string }
  | { readonly state: 'taken'; readonly at: number }
  /** The server refused it for good. */
  | { readonly state: 'refused'; readonly at: number; readonly reason: string };

/** A mail that a service sends: the service writes it and never changes it, delivery keeps it as a file and hands it over. */
export interface MailRow {
  /** Ordered by time. */
  readonly id: string;
  /** Epoch ms. */
  readonly sentAt: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** What kind of mail it is, in the service's words. */
  readonly type: string;
  readonly topicArn: string;
  readonly messageId: string;
  readonly cause: CauseLink;
  readonly handover?: MailHandover;
}

/** Every mail of the globe, in the scope of what sends it. */
export const outbox: TableDefinition<MailRow> = { name: 'sns/outbox', key: (row) => row.id };
