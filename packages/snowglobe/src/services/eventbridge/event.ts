import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Scope } from '../../contract/scope.ts';

/** An event as rules and targets see it: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface EventEnvelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
  readonly 'replay-name'?: string;
}

export const eventTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export interface EventParts {
  readonly id: string;
  readonly detailType: string;
  readonly source: string;
  readonly at: number;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export function envelope(scope: Scope, { id, detailType, source, at, resources, detail }: EventParts): EventEnvelope {
  return {
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account: scope.account,
    time: eventTime(at),
    region: scope.region,
    resources,
    detail,
  };
}

export interface EntryError {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const required = ['Source', 'DetailType', 'Detail'] as const;

/** What PutEvents says of an entry that it does not take; the parsed detail of one that it takes. */
export function checkEntry(
  entry: PutEventsRequestEntry,
): { readonly error: EntryError } | { readonly detail: Readonly<Record<string, unknown>> } {
  for (const name of required) {
    if (!entry[name]) {
      return refused('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
    }
  }
  if (entry.Source?.startsWith('aws.')) {
    return refused('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = parsedObject(entry.Detail ?? '');
  return detail ? { detail } : refused('MalformedDetail', 'Detail is malformed.');
}

function refused(ErrorCode: string, ErrorMessage: string): { readonly error: EntryError } {
  return { error: { ErrorCode, ErrorMessage } };
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const bytes = (text: string | undefined): number => (text === undefined ? 0 : Buffer.byteLength(text));
const timeBytes = 14;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
export function entryBytes({ Time, Source, DetailType, Detail, Resources = [] }: PutEventsRequestEntry): number {
  const fields = bytes(Source) + bytes(DetailType) + bytes(Detail);
  return (Time ? timeBytes : 0) + fields + Resources.reduce((sum, resource) => sum + bytes(resource), 0);
}
