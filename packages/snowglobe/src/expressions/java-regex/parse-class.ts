import { character, not, property, range, shorthand } from './character-class.ts';
import type { PatternReader } from './pattern-reader.ts';
import type { CharacterTest } from './syntax.ts';

const named: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** What follows a backslash as one character: `\n`, `\x41`, `\u0041`, `\.`; undefined for what means something else. */
export function takeEscapedCharacter(reader: PatternReader): number | undefined {
  const hex = reader.take(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x\{([0-9a-fA-F]{1,6})\}/y);
  if (hex) return Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16);
  const octal = reader.take(/0([0-3]?[0-7]{1,2})/y)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const letter = reader.take(/[aefnrt]/y)?.[0];
  if (letter !== undefined) return named[letter];
  return /[A-Za-z0-9]/.test(reader.next) || reader.done ? undefined : reader.takeCodePoint();
}

/** What follows a backslash as a class: `\d`, `\p{Alpha}`; undefined for what means something else. */
export function takeEscapedClass(reader: PatternReader): CharacterTest | undefined {
  const found = reader.take(/([pP])(?:\{([^}]*)\}|([A-Za-z]))/y);
  if (found) {
    const test = property(found[2] ?? found[3] ?? '');
    return found[1] === 'P' ? not(test) : test;
  }
  const test = shorthand(reader.next);
  if (test) reader.at += 1;
  return test;
}

/** `[a-z&&[^bc]]`, from behind its bracket. */
export function parseClass(reader: PatternReader): CharacterTest {
  const negative = reader.takeText('^');
  const sides = [parseUnion(reader)];
  while (reader.takeText('&&')) sides.push(parseUnion(reader));
  if (!reader.takeText(']')) reader.fail('Unclosed character class');
  const all: CharacterTest = (codePoint) => sides.every((side) => side(codePoint));
  return negative ? not(all) : all;
}

function parseUnion(reader: PatternReader): CharacterTest {
  const tests: CharacterTest[] = [];
  // A bracket at the beginning closes nothing.
  while (!reader.done && !reader.sees('&&') && (!reader.sees(']') || tests.length === 0)) {
    tests.push(parseMember(reader));
  }
  return (codePoint) => tests.some((test) => test(codePoint));
}

function parseMember(reader: PatternReader): CharacterTest {
  if (reader.takeText('[')) return reader.nested(() => parseClass(reader));
  if (reader.takeText('\\')) {
    const test = takeEscapedClass(reader);
    if (test) return test;
    return parseRange(reader, takeEscapedCharacter(reader) ?? reader.fail('Illegal escape sequence'));
  }
  return parseRange(reader, reader.takeCodePoint());
}

function parseRange(reader: PatternReader, from: number): CharacterTest {
  const { i, u } = reader.flags;
  if (!reader.take(/-(?=[^\][])/y)) return character(from, i, u);
  const escaped = reader.takeText('\\') ? takeEscapedCharacter(reader) : reader.takeCodePoint();
  const to = escaped ?? reader.fail('Illegal escape sequence');
  if (to < from) reader.fail('Illegal character range');
  return range(from, to, i, u);
}
