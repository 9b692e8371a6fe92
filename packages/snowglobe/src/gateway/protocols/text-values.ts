import type { Shape, ShapeType } from '../shapes.ts';
import { readBase64 } from './json-reader.ts';
import { formatTimestamp, parseTimestamp } from './timestamps.ts';
import { malformedInput } from './wire-errors.ts';

/** Scalars as text: in forms, XML, headers, paths and queries. */
export type TextReader = (text: string) => unknown;
export type TextWriter = (value: unknown) => string;

const namedFloats: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity: Infinity, '-Infinity': -Infinity };

function readBoolean(text: string): boolean {
  const lower = text.trim().toLowerCase();
  if (lower === 'true') return true;
  if (lower === 'false') return false;
  throw malformedInput(`Unexpected value for a Boolean: ${text}`);
}

function readInteger(text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throw malformedInput(`Unexpected value for an Integer: ${text}`);
  return Number(trimmed);
}

function readFloat(text: string): number {
  const trimmed = text.trim();
  if (Object.hasOwn(namedFloats, trimmed)) return namedFloats[trimmed] as number;
  const value = Number(trimmed);
  if (trimmed === '' || Number.isNaN(value)) throw malformedInput(`Unexpected value for a Double: ${text}`);
  return value;
}

const readers: Readonly<Record<ShapeType, TextReader | undefined>> = {
  string: (text) => text,
  boolean: readBoolean,
  integer: readInteger,
  long: readInteger,
  float: readFloat,
  double: readFloat,
  blob: (text) => readBase64(text.trim()),
  'streaming-blob': (text) => readBase64(text.trim()),
  timestamp: parseTimestamp,
  document: (text) => text,
  structure: undefined,
  union: undefined,
  list: undefined,
  map: undefined,
};

/** How a scalar shape is read from text. */
export function textReader(shape: Shape): TextReader {
  const reader = readers[shape.type];
  if (reader === undefined) throw new Error(`${shape.name} is no scalar`);
  return reader;
}

/** How a scalar shape is written as text; timestamps without a format of their own are ISO 8601 unless said otherwise. */
export function textWriter(
  shape: Shape,
  timestamps: 'date-time' | 'http-date' | 'epoch-seconds' = 'date-time',
): TextWriter {
  if (shape.type === 'timestamp') {
    const format = shape.format ?? timestamps;
    return (value) => {
      if (!(value instanceof Date)) throw misfit(value, shape);
      return formatTimestamp(value, format);
    };
  }
  if (shape.type === 'blob' || shape.type === 'streaming-blob') {
    return (value) => {
      if (!(value instanceof Uint8Array)) throw misfit(value, shape);
      return Buffer.from(value).toString('base64');
    };
  }
  return (value) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      throw misfit(value, shape);
    return String(value);
  };
}

function misfit(value: unknown, shape: Shape): Error {
  return new TypeError(`An operation answered with ${typeof value} where the model says ${shape.type}`);
}
