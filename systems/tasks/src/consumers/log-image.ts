import type { DomainEvent } from '../domain/domain-event.ts';

/** An item of the event log as DynamoDB streams show it to a function: binary values are base64 text. */
export interface LogImage {
  readonly [attribute: string]: { readonly S?: string; readonly N?: string; readonly B?: string } | undefined;
}

/** The domain event that a new item of the event log stands for. Throws when the item is none of the event log's. */
export function domainEventOf(image: LogImage): DomainEvent {
  return {
    id: textOf(image, 'AggregateId'),
    entity: textOf(image, 'AggregateType'),
    sequence: Number(image['AggregateIdSequence']?.N),
    event_type: textOf(image, 'EventType'),
    event_version: textOf(image, 'EventVersion'),
    payload: bytesOf(image, 'Payload'),
    metadata: bytesOf(image, 'Metadata'),
    region: textOf(image, 'Region'),
  };
}

function textOf(image: LogImage, attribute: string): string {
  const text = image[attribute]?.S;
  if (text === undefined) throw new Error(`the image has no text ${attribute}`);
  return text;
}

function bytesOf(image: LogImage, attribute: string): string {
  const base64 = image[attribute]?.B;
  if (base64 === undefined) throw new Error(`the image has no bytes ${attribute}`);
  return Buffer.from(base64, 'base64').toString('utf8');
}
