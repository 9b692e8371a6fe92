import { bytesOf, eventsOf, normalForm } from './normal-form.ts';
import { RandomValues } from './random-values.ts';
import type { RecordingGlobe } from './recording-globe.ts';
import type { Schema, SdkOperation, SdkPackage } from './sdk-schemas.ts';
import { kind, membersOf, traitsOf } from './sdk-schemas.ts';

export interface Difference {
  readonly operation: string;
  readonly problem: string;
}

type Values = Record<string, unknown>;
type Send = (command: object) => Promise<Values>;

function isStructure(schema: Schema): boolean {
  return Array.isArray(schema) && schema[0] === kind.structure;
}

function isEventStream(schema: Schema): boolean {
  return Array.isArray(schema) && schema[0] === kind.union && traitsOf(schema[3]).streaming !== undefined;
}

function isStreamingBlob(schema: Schema): boolean {
  return (
    schema === 42 ||
    (Array.isArray(schema) &&
      schema[0] === kind.simple &&
      (schema[4] === 42 || traitsOf(schema[3]).streaming !== undefined))
  );
}

/** The streamed members of a structure read to their end. */
async function readStreams(schema: Schema, value: Values): Promise<Values> {
  const read = { ...value };
  for (const member of isStructure(schema) ? membersOf(schema) : []) {
    const part = value[member.name];
    if (part === undefined) continue;
    if (isStreamingBlob(member.schema)) read[member.name] = await bytesOf(part);
    if (isEventStream(member.schema)) read[member.name] = await eventsOf(part as AsyncIterable<unknown>);
  }
  return read;
}

async function* streamOf(events: readonly unknown[]): AsyncIterable<unknown> {
  yield* events;
}

interface Output {
  /** What the operation answers with. */
  readonly given: Values;
  /** What the client should make of it. */
  readonly expected: Values;
}

/** Events are no errors here: how a stream fails is tested by hand. */
function eventSchema(union: Schema): Schema {
  const members = membersOf(union).filter((member) => member.schema[0] !== kind.error);
  return [
    union[0],
    union[1],
    union[2],
    0,
    members.map(({ name }) => name),
    members.map(
      ({ schema }) =>
        () =>
          schema,
    ),
  ];
}

/** A random output without what would end the message early, or what clients make up or drop on their own. */
function plainly(schema: Schema, value: Values): Values {
  const body = Object.values(value).find((part) => part instanceof Uint8Array);
  for (const { name, traits } of membersOf(schema)) {
    if (traits.httpResponseCode) value[name] = 200;
    if (traits.httpHeader === 'Content-Length') value[name] = body?.length ?? 0;
    if (traits.httpHeader === 'Content-Encoding') value[name] = 'identity';
    // The SDK's S3 client reads one header into two members.
    if (traits.httpHeader === 'ExpiresString') delete value[name];
    if (name === 'Expires' && traits.httpHeader !== undefined) delete value[name];
  }
  return value;
}

function randomOutput(schema: Schema, random: RandomValues): Output {
  if (!isStructure(schema)) return { given: {}, expected: {} };
  const streams = membersOf(schema).filter((member) => isEventStream(member.schema));
  if (streams.length === 0) {
    const value = plainly(schema, random.structure(schema));
    return { given: value, expected: value };
  }
  const others = membersOf(schema).filter((member) => !isEventStream(member.schema));
  const unstreamed = [
    3,
    '',
    '',
    0,
    others.map(({ name }) => name),
    others.map(({ schema: part, traits }) => [() => part, traits]),
    0,
  ];
  const rest = plainly(unstreamed, random.structure(unstreamed));
  const events = Object.fromEntries(
    streams.map(({ name, schema: union }) => [name, [0, 1, 2].map(() => random.value(eventSchema(union), 'body', 1))]),
  );
  const given = Object.fromEntries(Object.entries(events).map(([name, list]) => [name, streamOf(list)]));
  return { given: { ...rest, ...given }, expected: { ...rest, ...events } };
}

export interface RoundTripOptions {
  /** Changes a random input so that the client takes it as it is. */
  readonly prepare?: ((operation: string, input: Values) => void) | undefined;
  /** Forms cannot say that a structure is there and empty. */
  readonly withoutEmptyStructures?: boolean;
}

/** Sends a random input of each operation through a real client, answers with a random output, and tells what came out otherwise. */
export async function roundTrip(
  globe: RecordingGlobe,
  send: Send,
  sdk: SdkPackage,
  operations: readonly SdkOperation[],
  options: RoundTripOptions = {},
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const operation of operations) {
    const problem = await oneOperation(globe, send, sdk, operation, options);
    if (problem !== undefined) differences.push({ operation: operation.name, problem });
  }
  return differences;
}

async function oneOperation(
  globe: RecordingGlobe,
  send: Send,
  sdk: SdkPackage,
  operation: SdkOperation,
  options: RoundTripOptions,
): Promise<string | undefined> {
  const random = new RandomValues(operation.name);
  const input = isStructure(operation.input) ? random.structure(operation.input) : {};
  options.prepare?.(operation.name, input);
  const sent = JSON.stringify(normalForm(input));
  const output = randomOutput(operation.output, random);
  let seen: { name: string; input: unknown } | undefined;
  globe.handler = async (_service, name, received) => {
    seen = { name, input: normalForm(await readStreams(operation.input, received)) };
    return output.given;
  };
  try {
    const answer = await send(new sdk[`${operation.name}Command`](input));
    const got = normalForm(await readStreams(operation.output, answer));
    if (seen?.name !== operation.name) return `arrived as ${seen?.name}`;
    const wanted: unknown = JSON.parse(sent);
    const expected = options.withoutEmptyStructures ? pruned(wanted) : wanted;
    return difference('input', expected, seen.input) ?? difference('output', normalForm(output.expected), got);
  } catch (error) {
    const { name, message, $metadata } = error as { name: string; message: string; $metadata?: unknown };
    return `${name}: ${message} ${JSON.stringify($metadata)} (arrived as ${seen?.name}) for ${sent.slice(0, 300)}`;
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** The value without empty structures, and without what is empty then. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned).filter((part) => !isEmpty(part));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, pruned(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => !isEmpty(part)));
}

/** Where two values differ first. */
export function difference(path: string, wanted: unknown, got: unknown): string | undefined {
  if (Object.is(wanted, got)) return undefined;
  if (typeof wanted === 'object' && typeof got === 'object' && wanted !== null && got !== null) {
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(got)])) {
      const found = difference(`${path}.${name}`, (wanted as Values)[name], (got as Values)[name]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return `${path}: sent ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`;
}
