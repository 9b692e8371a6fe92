import { fillTemplate, type Lookup } from '../eventbridge/input-template.ts';
import { parseJsonPath, valueAt } from '../eventbridge/json-path.ts';
import type { PipeRow } from './tables.ts';

/** A record as a pipe hands it on. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html */
export type PipeEvent = Readonly<Record<string, unknown>>;

/** What Kinesis keeps in a member of its own lies side by side with the rest. */
export function pipeEvent(record: PipeEvent): PipeEvent {
  const { kinesis, ...rest } = record;
  return kinesis === undefined ? record : { ...(kinesis as PipeEvent), ...rest };
}

/** By what a batch answer names the record. */
export function identifierOf(event: PipeEvent): string {
  const { messageId, sequenceNumber, dynamodb } = event;
  const own = (dynamodb as { readonly SequenceNumber?: string } | undefined)?.SequenceNumber;
  return String((messageId ?? sequenceNumber ?? own ?? '') as string);
}

/** Bodies and data that are JSON can be looked into: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html */
function opened(event: unknown): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event;
  const { body, data } = event as PipeEvent;
  return {
    ...event,
    ...(typeof body === 'string' && { body: parsedOr(body) }),
    ...(typeof data === 'string' && { data: parsedOr(Buffer.from(data, 'base64').toString('utf8')) }),
  };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The value at a path of an event; a text that is no path stands for itself. */
export function dynamicText(text: string, event: unknown): string {
  const path = text.startsWith('$') ? parseJsonPath(text) : undefined;
  const value = path ? valueAt(opened(event), path) : text;
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

/** An event as JSON text, or what a template makes of it. */
export function transformed(template: string | undefined, event: unknown, row: PipeRow, ingestedAt: number): string {
  if (template === undefined || template === '') return JSON.stringify(event);
  return fillTemplate(template, lookupIn(event, row, ingestedAt));
}

function lookupIn(event: unknown, row: PipeRow, ingestedAt: number): Lookup {
  const inside = opened(event);
  const known: Readonly<Record<string, () => unknown>> = {
    'aws.pipes.pipe-arn': () => row.arn,
    'aws.pipes.pipe-name': () => row.name,
    'aws.pipes.source-arn': () => row.source,
    'aws.pipes.enrichment-arn': () => row.enrichment,
    'aws.pipes.target-arn': () => row.target,
    'aws.pipes.event.ingestion-time': () => new Date(ingestedAt).toISOString(),
    'aws.pipes.event': () => event,
    'aws.pipes.event.json': () => inside,
  };
  return (name) => {
    const path = name.startsWith('$') ? parseJsonPath(name) : undefined;
    if (path) return { value: valueAt(inside, path) };
    const read = Object.hasOwn(known, name) ? known[name] : undefined;
    return read && { value: read() };
  };
}
