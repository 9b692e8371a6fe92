import { RecordRefused } from './errors.ts';
import { type Kind, type Payload, recognise } from './kinds.ts';

/** A payload on its way through the pipeline. */
export interface Envelope {
  /** Made once, where the record entered: the same record has it however often it is sent. */
  readonly id: string;
  readonly kind: Kind;
  readonly subject: string;
  /** When the record arrived, ISO 8601 in UTC. */
  readonly occurredAt: string;
  readonly payload: Payload;
}

/** An envelope travels in one queue message and is kept in one item: the lesser of their limits, with room to spare. */
export const largestEnvelopeBytes = 256 * 1024;

/** Puts a payload into its envelope. Throws RecordRefused for a payload that no schema knows, or one that is too large. */
export function envelopeOf(value: unknown, id: string, occurredAtMs: number): Envelope {
  const known = recognise(value);
  if (known === undefined) throw new RecordRefused('unknown payload');
  const envelope = { id, ...known, occurredAt: new Date(occurredAtMs).toISOString() };
  if (Buffer.byteLength(JSON.stringify(envelope)) > largestEnvelopeBytes) throw new RecordRefused('too large');
  return envelope;
}

/** Reads an envelope from the text of a message. Throws RecordRefused. */
export function readEnvelope(text: string): Envelope {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) throw new RecordRefused('no envelope');
  const { id, occurredAt, payload } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || id === '' || typeof occurredAt !== 'string') throw new RecordRefused('no envelope');
  const occurredAtMs = Date.parse(occurredAt);
  if (Number.isNaN(occurredAtMs)) throw new RecordRefused('no envelope', 'occurredAt is no instant');
  return envelopeOf(payload, id, occurredAtMs);
}

/** Throws RecordRefused. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RecordRefused('not JSON', error instanceof Error ? error.message : '');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads bytes as UTF-8. Throws RecordRefused for bytes that are not. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new RecordRefused('not UTF-8');
  }
}
