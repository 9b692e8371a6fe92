/** An event as it travels: on the stream, and as an object in the audit bucket. */
export interface DomainEvent {
  readonly id: string;
  readonly entity: string;
  readonly sequence: number;
  readonly event_type: string;
  readonly event_version: string;
  /** The event as JSON text. */
  readonly payload: string;
  /** JSON text: `{"command_id": <ULID>}`. */
  readonly metadata: string;
  /** The region whose API took the command: side effects belong to it. */
  readonly region: string;
}

/** Parses a domain event. Throws when it is none. */
export function parseDomainEvent(json: string): DomainEvent {
  const value: unknown = JSON.parse(json);
  if (!isDomainEvent(value)) throw new Error('the record holds no domain event');
  return value;
}

function isDomainEvent(value: unknown): value is DomainEvent {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  const texts = ['id', 'entity', 'event_type', 'event_version', 'payload', 'metadata', 'region'];
  return texts.every((name) => typeof fields[name] === 'string') && Number.isInteger(fields['sequence']);
}

/** Names one event for ever: the audit object, the notification and every deduplication use it. */
export function eventKey(event: DomainEvent): string {
  return `${event.entity}/${event.id}-${event.sequence}`;
}
