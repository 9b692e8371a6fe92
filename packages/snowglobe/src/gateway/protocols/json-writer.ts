import { perShape } from '../per-shape.ts';
import type { Member, Shape } from '../shapes.ts';
import { epochSeconds, formatTimestamp } from './timestamps.ts';

/** Writes a value of a shape as JSON text. A value that does not fit the shape is a fault of ours and throws. */
export type JsonWriter = (value: unknown) => string;

function misfit(value: unknown, wanted: string): Error {
  return new TypeError(`An operation answered with ${typeof value} where the model says ${wanted}`);
}

function writeString(value: unknown): string {
  if (typeof value !== 'string') throw misfit(value, 'string');
  return JSON.stringify(value);
}

function writeBoolean(value: unknown): string {
  if (typeof value !== 'boolean') throw misfit(value, 'boolean');
  return value ? 'true' : 'false';
}

function writeNumber(value: unknown): string {
  if (typeof value !== 'number') throw misfit(value, 'number');
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

function writeBlob(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw misfit(value, 'blob');
  return `"${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}"`;
}

function writeDocument(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** The writer of a shape, built once. */
export const jsonWriter = perShape<string, unknown>({
  structure: (shape) => structureWriter(shape.members),
  union: (shape) => structureWriter(shape.members),
  list: (shape) => listWriter(shape.member as Member),
  map: (shape) => mapWriter(shape.value as Member),
  string: () => writeString,
  boolean: () => writeBoolean,
  integer: () => writeNumber,
  long: () => writeNumber,
  float: () => writeNumber,
  double: () => writeNumber,
  blob: () => writeBlob,
  'streaming-blob': () => writeBlob,
  timestamp: timestampWriter,
  document: () => writeDocument,
});

function timestampWriter(shape: Shape): JsonWriter {
  const format = shape.format ?? 'epoch-seconds';
  return (value) => {
    if (!(value instanceof Date)) throw misfit(value, 'timestamp');
    return format === 'epoch-seconds' ? String(epochSeconds(value)) : JSON.stringify(formatTimestamp(value, format));
  };
}

/** The writer of a structure with these members only. */
export function structureWriter(members: readonly Member[]): JsonWriter {
  const table = new Map<string, { readonly prefix: string; readonly write: JsonWriter }>();
  for (const { name, shape, traits } of members) {
    table.set(name, { prefix: `${JSON.stringify(traits.jsonName ?? name)}:`, write: jsonWriter(shape) });
  }
  return (value) => {
    if (typeof value !== 'object' || value === null) throw misfit(value, 'structure');
    let text = '';
    for (const name in value) {
      const entry = table.get(name);
      const part = (value as Record<string, unknown>)[name];
      if (entry === undefined || part === undefined || part === null) continue;
      text += `${text === '' ? '' : ','}${entry.prefix}${entry.write(part)}`;
    }
    return `{${text}}`;
  };
}

function listWriter(member: Member): JsonWriter {
  const write = jsonWriter(member.shape);
  return (value) => {
    if (!Array.isArray(value)) throw misfit(value, 'list');
    let text = '';
    for (let at = 0; at < value.length; at++) {
      const part: unknown = value[at];
      text += `${at === 0 ? '' : ','}${part === null || part === undefined ? 'null' : write(part)}`;
    }
    return `[${text}]`;
  };
}

function mapWriter(member: Member): JsonWriter {
  const write = jsonWriter(member.shape);
  return (value) => {
    if (typeof value !== 'object' || value === null) throw misfit(value, 'map');
    let text = '';
    for (const key in value) {
      const part = (value as Record<string, unknown>)[key];
      if (part === undefined) continue;
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${part === null ? 'null' : write(part)}`;
    }
    return `{${text}}`;
  };
}
