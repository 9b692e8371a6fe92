import { javaRegex } from '../java-regex/java-regex.ts';
import { PatternSyntaxError } from '../java-regex/pattern-syntax-error.ts';
import type { Operand, Path } from './path.ts';
import type { Reader } from './reader.ts';

/** Reads a path where one begins. */
export type ParsePath = (reader: Reader) => Path;

/** A path, a literal or a pattern. */
export function parseOperand(reader: Reader, parsePath: ParsePath): Operand {
  reader.skipSpace();
  if (reader.sees('@') || reader.sees('$')) return { kind: 'path', path: reader.nested(() => parsePath(reader)) };
  if (reader.sees('/')) return parseRegex(reader);
  return { kind: 'literal', value: parseLiteral(reader) };
}

/** `'...'` or `"..."`; a backslash takes the next character as it is. */
export function takeString(reader: Reader): string | undefined {
  const found = reader.take(/'((?:\\[\s\S]|[^'\\])*)'|"((?:\\[\s\S]|[^"\\])*)"/y);
  return (
    found &&
    (found[1] ?? found[2] ?? '').replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_all, what: string) => unescaped(what))
  );
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescaped(what: string): string {
  if (what.length > 1) return String.fromCharCode(Number.parseInt(what.slice(1), 16));
  return escapes[what] ?? what;
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function parseLiteral(reader: Reader): unknown {
  const text = takeString(reader);
  if (text !== undefined) return text;
  const number = reader.take(/-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y)?.[0];
  if (number !== undefined) return Number(number);
  const word = reader.take(/(?:true|false|null)\b/y)?.[0];
  if (word !== undefined) return words[word];
  if (reader.sees('[') || reader.sees('{')) return reader.nested(() => parseJson(reader));
  return reader.fail('expected a value');
}

/** JSON as far as a filter holds it; strings may stand in single quotes. */
function parseJson(reader: Reader): unknown {
  if (reader.takeText('[')) return listUntil(reader, ']', () => parseLiteral(reader));
  reader.expect('{');
  const entries = listUntil(reader, '}', () => {
    const key = takeString(reader) ?? reader.fail('expected a name');
    reader.skipSpace();
    reader.expect(':');
    reader.skipSpace();
    return [key, parseLiteral(reader)] as const;
  });
  return new Map(entries);
}

function listUntil<T>(reader: Reader, close: string, read: () => T): readonly T[] {
  const items: T[] = [];
  reader.skipSpace();
  while (!reader.takeText(close)) {
    if (items.length > 0) reader.expect(',');
    reader.skipSpace();
    items.push(read());
    reader.skipSpace();
  }
  return items;
}

/** `/^a.*$/i` */
function parseRegex(reader: Reader): Operand {
  const [, source, flags = ''] =
    reader.take(/\/((?:\\[\s\S]|[^/\\])*)\/([a-zA-Z]*)/y) ?? reader.fail('expected a pattern');
  try {
    return { kind: 'regex', regex: javaRegex(flags ? `(?${flags})${source}` : (source ?? '')) };
  } catch (error) {
    if (error instanceof PatternSyntaxError) reader.fail(error.message);
    throw error;
  }
}
