import type { HiveType } from './hive-type.ts';

/** How a deserializer reads JSON. */
export interface Reading {
  /** Hive's takes no text for a number and nothing nested for a text; OpenX's does. */
  readonly strict: boolean;
  /** OpenX compares keys in lower case unless told otherwise. */
  readonly lowerCase: boolean;
  readonly dotsToUnderscores: boolean;
  /** JSON's key by column. */
  readonly keyByColumn: Readonly<Record<string, string>>;
  /** Joda patterns, or `millis`; only for the Hive deserializer. */
  readonly timestampFormats: readonly string[];
}

const mismatch = (value: unknown, kind: string): TypeError =>
  new TypeError(`${JSON.stringify(value)} cannot be read as ${kind}`);

const integerRanges: Readonly<Record<string, bigint>> = {
  tinyint: 2n ** 7n,
  smallint: 2n ** 15n,
  int: 2n ** 31n,
  bigint: 2n ** 63n,
};

function numberOf(value: unknown, kind: string, { strict }: Reading): number {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && !strict && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) throw mismatch(value, kind);
  return number;
}

function integer(value: unknown, kind: string, reading: Reading): number | bigint {
  const isText = typeof value === 'string' && !reading.strict && /^[+-]?\d+$/.test(value);
  const exact = isText ? BigInt(value) : BigInt(Math.trunc(numberOf(value, kind, reading)));
  const range = integerRanges[kind] ?? 0n;
  if (exact < -range || exact >= range) throw mismatch(value, kind);
  return kind === 'bigint' ? exact : Number(exact);
}

function string(value: unknown, { strict }: Reading): string {
  if (typeof value === 'string') return value;
  if (strict && typeof value === 'object') throw mismatch(value, 'string');
  return JSON.stringify(value);
}

function boolean(value: unknown, { strict }: Reading): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' && !strict ? value.toLowerCase() : '';
  if (text !== 'true' && text !== 'false') throw mismatch(value, 'boolean');
  return text === 'true';
}

const isoForm = /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z?$/;

/** Above this, a number of epoch time counts milliseconds, not seconds. */
const largestSeconds = 1e11;

/** `yyyy-MM-dd'T'HH:mm:ss[.S]'Z'`, `yyyy-MM-dd HH:mm:ss[.S]`, epoch seconds or milliseconds. */
function timestamp(value: unknown, formats: readonly string[]): Date {
  if (typeof value === 'number') {
    const isMillis = formats.includes('millis') || Math.abs(value) >= largestSeconds;
    return new Date(Math.round(isMillis ? value : value * 1000));
  }
  const parts = typeof value === 'string' ? isoForm.exec(value) : null;
  if (!parts) {
    if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) return timestamp(Number(value), []);
    throw mismatch(value, 'timestamp');
  }
  const [year = 0, month = 1, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const millisecond = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
}

function date(value: unknown): Date {
  const form = typeof value === 'string' ? /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value) : null;
  if (!form) throw mismatch(value, 'date');
  const [year = 0, month = 1, day = 0] = form.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

const scalars: Readonly<Record<string, (value: unknown, kind: string, reading: Reading) => unknown>> = {
  boolean: (value, _, reading) => boolean(value, reading),
  tinyint: integer,
  smallint: integer,
  int: integer,
  bigint: integer,
  float: numberOf,
  double: numberOf,
  decimal: numberOf,
  string: (value, _, reading) => string(value, reading),
  binary: (value, _, reading) => new Uint8Array(Buffer.from(string(value, reading), 'utf8')),
  date,
  timestamp: (value, _, reading) => timestamp(value, reading.timestampFormats),
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of JSON as a type has it; null for null. Throws TypeError when it does not fit. */
export function typedValue(value: unknown, type: HiveType, reading: Reading): unknown {
  if (value === null || value === undefined) return null;
  if (type.kind === 'array') {
    if (!Array.isArray(value)) throw mismatch(value, 'array');
    return value.map((each) => typedValue(each, type.element, reading));
  }
  if (type.kind !== 'map' && type.kind !== 'struct') return scalars[type.kind]?.(value, type.kind, reading);
  if (!isObject(value)) throw mismatch(value, type.kind);
  if (type.kind === 'struct') return typedFields(value, type.fields, { ...reading, keyByColumn: {} });
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      String(typedValue(key, type.key, { ...reading, strict: false })),
      typedValue(each, type.value, reading),
    ]),
  );
}

/** The columns of an object; those that it does not have are null. */
export function typedFields(
  object: Readonly<Record<string, unknown>>,
  fields: readonly (readonly [string, HiveType])[],
  reading: Reading,
): Record<string, unknown> {
  const keyOf = (key: string): string => {
    const dotless = reading.dotsToUnderscores ? key.replaceAll('.', '_') : key;
    return reading.lowerCase ? dotless.toLowerCase() : dotless;
  };
  const values = new Map(Object.entries(object).map(([key, value]) => [keyOf(key), value]));
  return Object.fromEntries(
    fields.map(([name, type]) => [
      name,
      typedValue(values.get(keyOf(reading.keyByColumn[name] ?? name)), type, reading),
    ]),
  );
}
