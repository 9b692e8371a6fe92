import type { Envelope } from '../domain/envelope.ts';
import type { Kind, Payload } from '../domain/kinds.ts';

/** An item of the data lake's table. */
export interface LakeItem {
  /** `<kind>#<subject>` */
  readonly key: string;
  /** `<when it occurred>#<id>`: sorts by time, and no two records have the same. */
  readonly timestamp: string;
  readonly id: string;
  readonly kind: Kind;
  readonly subject: string;
  readonly occurredAt: string;
  /** When it was stored, ISO 8601 in UTC. */
  readonly storedAt: string;
  /** The payload as a map. */
  readonly value: Payload;
  /** Epoch seconds after which DynamoDB removes the item. */
  readonly TimeToExist: number;
}

export function itemOf(envelope: Envelope, keptSeconds: number, nowMs: number): LakeItem {
  const { id, kind, subject, occurredAt, payload } = envelope;
  return {
    key: `${kind}#${subject}`,
    timestamp: `${occurredAt}#${id}`,
    id,
    kind,
    subject,
    occurredAt,
    storedAt: new Date(nowMs).toISOString(),
    value: payload,
    TimeToExist: Math.floor(Date.parse(occurredAt) / 1000) + keptSeconds,
  };
}
