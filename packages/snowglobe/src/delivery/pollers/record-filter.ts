import { compileEventPattern, type EventPattern } from '../patterns/event-pattern.ts';

type RecordEvent = Readonly<Record<string, unknown>>;

/** Tells whether a record is delivered. */
export type RecordFilter = (event: RecordEvent) => boolean;

/** What a pattern is matched against; undefined when the record cannot be filtered by it and is dropped. */
type Subject = (event: RecordEvent, pattern: RecordEvent) => unknown;

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function parsedObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A payload as its pattern expects it: JSON for a pattern of objects, text for a list of texts; undefined when they do not fit
 * together. Without a pattern for it the payload does not matter.
 */
function fitted(text: string, pattern: unknown): unknown {
  if (pattern === undefined) return text;
  const json = parsedObject(text);
  if (Array.isArray(pattern)) return json === undefined ? text : undefined;
  return json;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html */
const queueSubject: Subject = (event, pattern) => {
  const body = fitted(textOf(event.body), pattern.body);
  return body === undefined ? undefined : { ...event, body };
};

/** The pattern speaks of what is inside `kinesis`, with the data decoded. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html */
const kinesisSubject: Subject = (event, pattern) => {
  const kinesis = event.kinesis as RecordEvent;
  const text = Buffer.from(textOf(kinesis.data), 'base64').toString('utf8');
  const data = fitted(text, pattern.data);
  return data === undefined ? undefined : { ...event, ...kinesis, data };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html */
const dynamodbSubject: Subject = (event) => event;

const subjects: Readonly<Record<string, Subject>> = {
  'aws:sqs': queueSubject,
  'aws:kinesis': kinesisSubject,
  'aws:dynamodb': dynamodbSubject,
};

interface Compiled {
  readonly source: RecordEvent;
  readonly pattern: EventPattern;
}

/** Compiles a mapping's filter patterns; a record passes when any of them matches, or when there are none. */
export function compileRecordFilter(eventSource: string, patterns: readonly string[]): RecordFilter {
  if (patterns.length === 0) return () => true;
  const subject = subjects[eventSource] ?? dynamodbSubject;
  const compiled: Compiled[] = patterns.map((text) => ({
    source: JSON.parse(text),
    pattern: compileEventPattern(text),
  }));
  return (event) =>
    compiled.some(({ source, pattern }) => {
      const value = subject(event, source);
      return value !== undefined && pattern.matches(value);
    });
}
