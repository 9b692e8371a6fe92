import { character, isLineEnd, isWord } from './character-class.ts';
import { parseClass, takeEscapedCharacter, takeEscapedClass } from './parse-class.ts';
import { type Flags, PatternReader } from './pattern-reader.ts';
import type { ParsedRegex, RegexNode } from './syntax.ts';

const mostRepeats = 100_000;

/** Reads a pattern of java.util.regex. Throws PatternSyntaxError. */
export function parseRegex(text: string): ParsedRegex {
  const reader = new PatternReader(text);
  const node = parseChoice(reader);
  if (!reader.done) reader.fail("Unmatched closing ')'");
  return { node, groupCount: reader.groupCount, names: reader.names };
}

function parseChoice(reader: PatternReader): RegexNode {
  const parts = [parseSequence(reader)];
  while (reader.takeText('|')) parts.push(parseSequence(reader));
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'choice', parts };
}

function parseSequence(reader: PatternReader): RegexNode {
  const parts: RegexNode[] = [];
  while (!reader.done && !reader.sees('|') && !reader.sees(')')) {
    if (reader.flags.x && reader.take(/\s+|#[^\n]*/y)) continue;
    parts.push(...parseAtoms(reader));
  }
  return { kind: 'sequence', parts };
}

/** Mostly one; `\Q...\E` is many. */
function parseAtoms(reader: PatternReader): readonly RegexNode[] {
  const quoted = reader.take(/\\Q([\s\S]*?)(?:\\E|$)/y)?.[1];
  if (quoted === undefined) return [parseRepeats(reader, parseAtom(reader))];
  const nodes = [...quoted].map((letter) => oneOf(reader, letter.codePointAt(0) ?? 0));
  return nodes.map((node, index) => (index === nodes.length - 1 ? parseRepeats(reader, node) : node));
}

function oneOf({ flags }: PatternReader, codePoint: number): RegexNode {
  return { kind: 'character', test: character(codePoint, flags.i, flags.u) };
}

const counts: Readonly<Record<string, readonly [number, number]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

function parseRepeats(reader: PatternReader, part: RegexNode): RegexNode {
  const found = reader.take(/([*+?])([?+]?)|\{(\d+)(,(\d*))?\}([?+]?)/y);
  if (!found) return part;
  const [, sign = '', first = '', from = '', comma, to = '', second = ''] = found;
  const upTo = comma === undefined ? Number(from) : to === '' ? Number.POSITIVE_INFINITY : Number(to);
  const [least, most] = counts[sign] ?? [Number(from), upTo];
  if (most < least || least > mostRepeats) reader.fail('Illegal repetition range');
  const mark = sign ? first : second;
  const manner = mark === '?' ? 'lazy' : mark === '+' ? 'possessive' : 'greedy';
  return { kind: 'repeat', part, least, most, manner };
}

function parseAtom(reader: PatternReader): RegexNode {
  const { flags } = reader;
  if (reader.takeText('(')) return reader.nested(() => parseGroup(reader));
  if (reader.takeText('[')) return { kind: 'character', test: parseClass(reader) };
  if (reader.takeText('.')) return { kind: 'character', test: flags.s ? () => true : (unit) => !isLineEnd(unit) };
  if (reader.takeText('^')) return anchor(flags.m ? atLineStart : atStart);
  if (reader.takeText('$')) return anchor(flags.m ? atLineEnd : atLastEnd);
  if (reader.takeText('\\')) return parseEscape(reader);
  if (/[*+?{]/.test(reader.next)) reader.fail(`Dangling meta character '${reader.next}'`);
  return oneOf(reader, reader.takeCodePoint());
}

type Holds = (text: string, at: number) => boolean;

function anchor(holds: Holds): RegexNode {
  return { kind: 'anchor', holds };
}

const atStart: Holds = (_text, at) => at === 0;
const atEnd: Holds = (text, at) => at === text.length;
/** At the end, or before a line's end that is the last thing. */
const atLastEnd: Holds = (text, at) => /^(?:\r\n|[\n\r\u0085\u2028\u2029])?$/.test(text.slice(at, at + 3));
const atLineStart: Holds = (text, at) => at === 0 || (isLineEnd(text.charCodeAt(at - 1)) && at < text.length);
const atLineEnd: Holds = (text, at) => at === text.length || isLineEnd(text.charCodeAt(at));
const wordAt = (text: string, at: number) => at >= 0 && at < text.length && isWord(text.charCodeAt(at));
const atWordEdge: Holds = (text, at) => wordAt(text, at - 1) !== wordAt(text, at);

const anchors: Readonly<Record<string, Holds>> = {
  A: atStart,
  b: atWordEdge,
  B: (text, at) => !atWordEdge(text, at),
  z: atEnd,
  Z: atLastEnd,
};

function parseEscape(reader: PatternReader): RegexNode {
  const letter = reader.take(/[AbBzZ]/y)?.[0];
  if (letter !== undefined) return anchor(anchors[letter] ?? atStart);
  if (reader.take(/R/y)) return parseRegex('\\r\\n|[\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]').node;
  const name = reader.take(/k<([A-Za-z][A-Za-z0-9]*)>/y)?.[1];
  if (name !== undefined) {
    return backreference(reader, reader.names.get(name) ?? reader.fail(`No group with name <${name}>`));
  }
  const digits = reader.take(/[1-9]/y)?.[0];
  if (digits !== undefined) return backreference(reader, longestGroup(reader, Number(digits)));
  const test = takeEscapedClass(reader);
  if (test) return { kind: 'character', test };
  return oneOf(reader, takeEscapedCharacter(reader) ?? reader.fail('Illegal/unsupported escape sequence'));
}

function backreference({ flags }: PatternReader, number: number): RegexNode {
  return { kind: 'backreference', number, ignoreCase: flags.i };
}

/** More digits belong to the number as long as there is such a group. */
function longestGroup(reader: PatternReader, first: number): number {
  let number = first;
  while (/\d/.test(reader.next) && number * 10 + Number(reader.next) <= reader.groupCount) {
    number = number * 10 + Number(reader.next);
    reader.at += 1;
  }
  return number;
}

function parseGroup(reader: PatternReader): RegexNode {
  const { flags } = reader;
  const node = parseInside(reader);
  // `(?i)` holds for what follows it, in its group.
  if (node) {
    if (!reader.takeText(')')) reader.fail('Unclosed group');
    reader.flags = flags;
  }
  return node ?? { kind: 'sequence', parts: [] };
}

function parseInside(reader: PatternReader): RegexNode | undefined {
  const look = reader.take(/\?(<?)([=!])/y);
  if (look) {
    return { kind: 'look', part: parseChoice(reader), behind: look[1] === '<', negative: look[2] === '!' };
  }
  if (reader.takeText('?>')) return { kind: 'atomic', part: parseChoice(reader) };
  const flags = reader.take(/\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/y);
  if (flags) {
    reader.flags = changed(reader, flags[1] ?? '', flags[2] ?? '');
    return flags[3] === ')' ? undefined : parseChoice(reader);
  }
  const name = reader.take(/\?<([A-Za-z][A-Za-z0-9]*)>/y)?.[1];
  if (name === undefined && reader.sees('?')) reader.fail('Unknown inline modifier');
  reader.groupCount += 1;
  const number = reader.groupCount;
  if (name !== undefined) reader.names.set(name, number);
  return { kind: 'group', part: parseChoice(reader), number };
}

function changed(reader: PatternReader, on: string, off: string): Flags {
  if (!/^[imsuxdU]*$/.test(on + off)) reader.fail('Unknown inline modifier');
  const set = (flag: keyof Flags) => (on.includes(flag) || reader.flags[flag]) && !off.includes(flag);
  return { i: set('i'), m: set('m'), s: set('s'), u: set('u'), x: set('x') };
}
