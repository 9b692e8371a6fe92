import type { MessageRow } from './tables.ts';

/** What a receipt handle stands for. */
export interface Receipt {
  readonly position: string;
  readonly messageId: string;
  readonly receipt: string;
}

export function receiptHandle(message: Pick<MessageRow, 'position' | 'messageId' | 'receipt'>): string {
  return Buffer.from(`${message.position} ${message.messageId} ${message.receipt}`).toString('base64');
}

/** Reads a handle; undefined when it is none of ours. */
export function parseReceiptHandle(handle: string): Receipt | undefined {
  const [position, messageId, receipt, ...rest] = Buffer.from(handle, 'base64').toString('latin1').split(' ');
  if (!position || !messageId || !receipt || rest.length > 0) return undefined;
  return { position, messageId, receipt };
}
