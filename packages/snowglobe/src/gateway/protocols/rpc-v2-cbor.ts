import { Encoder } from 'cbor-x';
import type { OperationModel } from '../models.ts';
import { perShape, scalars } from '../per-shape.ts';
import type { Member, Shape } from '../shapes.ts';
import { encodeEvents, eventStreamType } from './event-stream.ts';
import type { EncodedRequest, EncodedResponse, ErrorPlace, Protocol, WireError } from './protocol.ts';
import { eventStreamMember, messageMember, queryErrorHeader } from './protocol.ts';
import { dateFromSeconds } from './timestamps.ts';
import { serializationError } from './wire-errors.ts';

const contentType = 'application/cbor';
const cbor = new Encoder({ tagUint8Array: false, useRecords: false, mapsAsObjects: true });

type Convert = (value: unknown) => unknown;

function wrongType(wanted: string): Error {
  return serializationError(`A value in the request body is not a ${wanted}`);
}

function readNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  throw wrongType('number');
}

function readTimestamp(value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return dateFromSeconds(Number(value));
  throw wrongType('timestamp');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Date)
  );
}

function readString(value: unknown): string {
  if (typeof value !== 'string') throw wrongType('string');
  return value;
}

function readBoolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw wrongType('boolean');
  return value;
}

function readBlob(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw wrongType('blob');
  return new Uint8Array(value);
}

const asItIs: Convert = (value) => value;

const reader = perShape<unknown, unknown>({
  structure: structureReader,
  union: structureReader,
  list: listReader,
  map: mapReader,
  string: () => readString,
  boolean: () => readBoolean,
  integer: () => readNumber,
  long: () => readNumber,
  float: () => readNumber,
  double: () => readNumber,
  blob: () => readBlob,
  'streaming-blob': () => readBlob,
  timestamp: () => readTimestamp,
  document: () => asItIs,
});

function listReader(shape: Shape): Convert {
  const read = reader((shape.member as Member).shape);
  return (value) => {
    if (!Array.isArray(value)) throw wrongType('list');
    return value.map((part: unknown) => (part === null || part === undefined ? null : read(part)));
  };
}

function mapReader(shape: Shape): Convert {
  const read = reader((shape.value as Member).shape);
  return (value) => {
    if (!isObject(value)) throw wrongType('map');
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, part === null ? null : read(part)]));
  };
}

function structureReader(shape: Shape): Convert {
  const table = shape.members.map((member) => ({ name: member.name, read: reader(member.shape) }));
  return (value) => {
    if (!isObject(value)) throw wrongType('structure');
    const structure: Record<string, unknown> = {};
    for (const { name, read } of table) {
      const part = Object.hasOwn(value, name) ? value[name] : undefined;
      if (part !== undefined && part !== null) structure[name] = read(part);
    }
    return structure;
  };
}

const writer = perShape<unknown, unknown>({
  structure: (shape) => structureWriter(shape.members),
  union: (shape) => structureWriter(shape.members),
  list: listWriter,
  map: mapWriter,
  ...scalars(() => asItIs),
});

function listWriter(shape: Shape): Convert {
  const write = writer((shape.member as Member).shape);
  return (value) => (value as unknown[]).map((part) => (part === null || part === undefined ? null : write(part)));
}

function mapWriter(shape: Shape): Convert {
  const write = writer((shape.value as Member).shape);
  return (value) =>
    Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, part === null ? null : write(part)]));
}

function structureWriter(members: readonly Member[]): Convert {
  const table = members.map((member) => ({ name: member.name, write: writer(member.shape) }));
  return (value) => {
    const structure: Record<string, unknown> = {};
    for (const { name, write } of table) {
      const part = (value as Record<string, unknown>)[name];
      if (part !== undefined && part !== null) structure[name] = write(part);
    }
    return structure;
  };
}

function decode(operation: OperationModel, request: EncodedRequest): Record<string, unknown> {
  if (request.body.length === 0 || operation.input === undefined) return {};
  let value: unknown;
  try {
    value = cbor.decode(request.body);
  } catch {
    throw serializationError('Could not parse the request body as CBOR');
  }
  return reader(operation.input)(value) as Record<string, unknown>;
}

function headers(requestId: string): Record<string, string> {
  return { 'x-amzn-requestid': requestId, 'smithy-protocol': 'rpc-v2-cbor', 'content-type': contentType };
}

function encode(
  operation: OperationModel,
  output: Readonly<Record<string, unknown>>,
  requestId: string,
): EncodedResponse {
  const members = operation.output?.members ?? [];
  const stream = eventStreamMember(operation.output);
  const body = cbor.encode(structureWriter(members.filter((member) => member !== stream))(output));
  if (stream === undefined) return { status: 200, headers: headers(requestId), body };
  const events = output[stream.name] as AsyncIterable<Record<string, unknown>>;
  const write = (parts: readonly Member[], _shape: Shape, value: unknown) => cbor.encode(structureWriter(parts)(value));
  return {
    status: 200,
    headers: { ...headers(requestId), 'content-type': eventStreamType },
    body: encodeEvents(stream.shape, events, { contentType, write }, body),
  };
}

function encodeError(error: WireError, place: ErrorPlace): EncodedResponse {
  const members =
    error.shape === undefined ? error.members : (structureWriter(error.shape.members)(error.members) as object);
  const fields = { __type: error.code, ...members, [messageMember(error.shape)]: error.message };
  return {
    status: error.status,
    headers: { ...headers(place.requestId), ...queryErrorHeader(error, place.service) },
    body: cbor.encode(fields),
  };
}

/** Smithy's rpcv2Cbor, which CloudWatch and newer clients use. */
export const rpcV2Cbor: Protocol = { name: 'rpc-v2-cbor', decode, encode, encodeError };
