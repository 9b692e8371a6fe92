import { perShape } from '../per-shape.ts';
import type { Member } from '../shapes.ts';
import { dateFromSeconds, parseTimestamp } from './timestamps.ts';
import { serializationError } from './wire-errors.ts';

/**
 * Turns what JSON.parse gave into the shape's value, in place where nothing has to change. Throws SerializationException when a
 * value has the wrong type. Members that the shape does not have, and nulls, are dropped.
 */
export type JsonReader = (value: unknown) => unknown;

/** What AWS's JSON services call the types in their messages. */
function jsonTypeName(value: unknown): string {
  if (value === null) return 'NULL_VALUE';
  if (Array.isArray(value)) return 'START_ARRAY';
  const names: Record<string, string> = {
    object: 'START_OBJECT',
    string: 'STRING_VALUE',
    number: Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE',
    boolean: value === true ? 'TRUE_VALUE' : 'FALSE_VALUE',
  };
  return names[typeof value] ?? 'UNKNOWN';
}

function wrongType(value: unknown, wanted: string): Error {
  if (wanted === 'structure' || wanted === 'map')
    return serializationError('Start of structure or map found where not expected.');
  if (wanted === 'list') return serializationError('Start of list found where not expected');
  return serializationError(`${jsonTypeName(value)} can not be converted to ${wanted}`);
}

function readString(value: unknown): unknown {
  if (typeof value !== 'string') throw wrongType(value, 'a String');
  return value;
}

function readBoolean(value: unknown): unknown {
  if (typeof value !== 'boolean') throw wrongType(value, 'a Boolean');
  return value;
}

function readInteger(value: unknown): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return Number.isInteger(value) ? value : Math.trunc(value);
  throw wrongType(value, 'an Integer');
}

const namedFloats: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity: Infinity, '-Infinity': -Infinity };

function readFloat(value: unknown): unknown {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && Object.hasOwn(namedFloats, value)) return namedFloats[value];
  throw wrongType(value, 'a Double');
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Base64 text as bytes; SerializationException when it is none. */
export function readBase64(value: unknown): Uint8Array {
  if (typeof value !== 'string') throw wrongType(value, 'a Blob');
  if (value.length % 4 === 1 || !base64.test(value)) {
    throw serializationError('Invalid length for a base64-encoded string or illegal character in it');
  }
  const bytes = Buffer.from(value, 'base64');
  // Small buffers share Node's pool; rows that are kept must not hold 8 KB each.
  return bytes.buffer.byteLength === bytes.length ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
}

function readTimestamp(value: unknown): unknown {
  if (typeof value === 'number') return dateFromSeconds(value);
  if (typeof value === 'string') return parseTimestamp(value);
  throw wrongType(value, 'a Timestamp');
}

/** The reader of a shape, built once. */
export const jsonReader = perShape<unknown, unknown>({
  structure: (shape) => structureReader(shape.members),
  union: (shape) => structureReader(shape.members),
  list: (shape) => listReader(shape.member as Member),
  map: (shape) => mapReader(shape.value as Member),
  string: () => readString,
  boolean: () => readBoolean,
  integer: () => readInteger,
  long: () => readInteger,
  float: () => readFloat,
  double: () => readFloat,
  blob: () => readBase64,
  'streaming-blob': () => readBase64,
  timestamp: () => readTimestamp,
  document: () => (value) => value,
});

/** The reader of a structure with these members only (the body of a REST request holds a part of them). */
export function structureReader(members: readonly Member[]): JsonReader {
  const table = new Map<string, { readonly name: string; readonly read: JsonReader }>();
  for (const member of members) {
    table.set(member.traits.jsonName ?? member.name, { name: member.name, read: jsonReader(member.shape) });
  }
  const renames = members.some((member) => (member.traits.jsonName ?? member.name) !== member.name);
  return renames ? renamingReader(table) : inPlaceReader(table);
}

type MemberTable = ReadonlyMap<string, { readonly name: string; readonly read: JsonReader }>;

function inPlaceReader(table: MemberTable): JsonReader {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, 'structure');
    const structure = value as Record<string, unknown>;
    for (const name in structure) {
      const entry = table.get(name);
      const part = structure[name];
      if (entry === undefined || part === null) delete structure[name];
      else {
        const read = entry.read(part);
        if (read !== part) structure[name] = read;
      }
    }
    return structure;
  };
}

function renamingReader(table: MemberTable): JsonReader {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, 'structure');
    const source = value as Record<string, unknown>;
    const structure: Record<string, unknown> = {};
    for (const wireName in source) {
      const entry = table.get(wireName);
      const part = source[wireName];
      if (entry !== undefined && part !== null && part !== undefined) structure[entry.name] = entry.read(part);
    }
    return structure;
  };
}

function listReader(member: Member): JsonReader {
  const read = jsonReader(member.shape);
  return (value) => {
    if (!Array.isArray(value)) throw wrongType(value, 'list');
    for (let at = 0; at < value.length; at++) {
      const part: unknown = value[at];
      const result = part === null ? null : read(part);
      if (result !== part) value[at] = result;
    }
    return value;
  };
}

function mapReader(member: Member): JsonReader {
  const read = jsonReader(member.shape);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, 'map');
    const map = value as Record<string, unknown>;
    for (const key in map) {
      const part = map[key];
      if (part === null) continue;
      const result = read(part);
      if (result !== part) map[key] = result;
    }
    return map;
  };
}
