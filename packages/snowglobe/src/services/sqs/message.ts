import { createHash } from 'node:crypto';
import type { MessageRow, StoredAttributes } from './tables.ts';

export function md5Hex(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

/** What AWS counts of one message: its body and its attributes' names, types and values, in bytes. */
export function messageBytes(body: string, attributes: StoredAttributes): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, attribute] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.dataType);
    bytes += Buffer.byteLength(attribute.stringValue ?? '') + (attribute.binaryValue?.byteLength ?? 0);
  }
  return bytes;
}

// The characters of XML 1.0; a lone surrogate is none of them.
// oxlint-disable-next-line no-control-regex -- these are the characters that SQS refuses
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

export function hasOnlyAllowedCharacters(text: string): boolean {
  return !forbidden.test(text);
}

type Visibility = Pick<MessageRow, 'visibleAt' | 'receipt'>;

export function isVisible(message: Visibility, now: number): boolean {
  return message.visibleAt <= now;
}

/** Received and not yet deleted or visible again. */
export function isInFlight(message: Visibility, now: number): boolean {
  return message.visibleAt > now && message.receipt !== undefined;
}
