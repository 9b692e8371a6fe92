import { parseFilter } from './parse-filter.ts';
import { parseOperand, takeString } from './parse-operand.ts';
import type { Path, Segment } from './path.ts';
import { Reader } from './reader.ts';

/** Reads a whole path; `$.` may be left out. Throws JsonPathSyntaxError. */
export function parsePath(text: string): Path {
  const trimmed = text.trim();
  const reader = new Reader(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`);
  const path = parseFrom(reader);
  if (!reader.done) reader.fail('expected the end');
  return path;
}

/** Reads a path as far as it goes. */
function parseFrom(reader: Reader): Path {
  const root = reader.takeText('$') ? '$' : '@';
  if (root === '@') reader.expect('@');
  const segments: Segment[] = [];
  for (let next = parseSegment(reader); next; next = parseSegment(reader)) segments.push(...next);
  return { root, segments };
}

function parseSegment(reader: Reader): readonly Segment[] | undefined {
  if (reader.takeText('..')) {
    const below = reader.sees('[') ? parseBracket(reader) : parseDotted(reader);
    return [{ kind: 'scan' }, below];
  }
  if (reader.sees('[')) return [parseBracket(reader)];
  // `$.['a']` is `$['a']`.
  if (reader.takeText('.')) return reader.sees('[') ? [parseBracket(reader)] : [parseDotted(reader)];
  return undefined;
}

function parseDotted(reader: Reader): Segment {
  if (reader.takeText('*')) return { kind: 'wildcard' };
  const name = reader.take(/[^\s.[\]()=!<>&|,*]+/y)?.[0];
  if (name === undefined) reader.fail('expected a name');
  if (!reader.takeText('(')) return { kind: 'properties', names: [name] };
  const args = reader.nested(() => parseArguments(reader));
  return { kind: 'function', name, args };
}

function parseArguments(reader: Reader) {
  return separated(reader, ')', () => parseOperand(reader, parseFrom));
}

function parseBracket(reader: Reader): Segment {
  reader.expect('[');
  reader.skipSpace();
  if (reader.sees('?')) return reader.nested(() => parseFilterSegment(reader));
  if (reader.take(/\*\s*\]/y)) return { kind: 'wildcard' };
  if (reader.sees("'") || reader.sees('"'))
    return { kind: 'properties', names: separated(reader, ']', () => name(reader)) };
  const slice = reader.take(/(-?\d+)?\s*:\s*(-?\d+)?\s*\]/y);
  if (slice) return { kind: 'slice', from: numberIn(slice[1]), to: numberIn(slice[2]) };
  return { kind: 'indexes', indexes: separated(reader, ']', () => index(reader)) };
}

function numberIn(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function name(reader: Reader): string {
  return takeString(reader) ?? reader.fail('expected a quoted name');
}

function index(reader: Reader): number {
  return Number(reader.take(/-?\d+/y)?.[0] ?? reader.fail('expected an index'));
}

/** `[?(...)]`, and `[?(...), ?(...)]` where both must hold. */
function parseFilterSegment(reader: Reader): Segment {
  const parts = separated(reader, ']', () => {
    reader.expect('?');
    reader.skipSpace();
    reader.expect('(');
    const filter = parseFilter(reader, parseFrom);
    reader.skipSpace();
    reader.expect(')');
    return filter;
  });
  return { kind: 'filter', filter: { kind: 'and', parts } };
}

/** Things between commas, up to and with the closing character. */
function separated<T>(reader: Reader, close: string, read: () => T): readonly T[] {
  const items: T[] = [];
  reader.skipSpace();
  if (close === ')' && reader.takeText(close)) return items;
  do {
    reader.skipSpace();
    items.push(read());
    reader.skipSpace();
  } while (reader.takeText(','));
  reader.expect(close);
  return items;
}
