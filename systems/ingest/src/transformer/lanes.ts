import type { Envelope } from '../domain/envelope.ts';

/** How many message groups each kind of payload has. Groups are stored side by side; in a group, order is kept. */
const groupsPerKind = 16;

/** The message group of an envelope: one subject is always in the same. */
export function messageGroupOf({ kind, subject }: Pick<Envelope, 'kind' | 'subject'>): string {
  return `${kind}-${hash(subject) % groupsPerKind}`;
}

/** FNV-1a of the text's UTF-16 units. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

/** Deals entries out to lanes by a text of theirs: what has the same text is in one lane, in order. */
export function lanesOf<T>(entries: readonly T[], textOf: (entry: T) => string, count: number): readonly T[][] {
  const lanes = Array.from({ length: count }, (): T[] => []);
  for (const entry of entries) lanes[hash(textOf(entry)) % count]?.push(entry);
  return lanes.filter((lane) => lane.length > 0);
}
