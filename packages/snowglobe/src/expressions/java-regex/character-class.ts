import { PatternSyntaxError } from './pattern-syntax-error.ts';
import type { CharacterTest } from './syntax.ts';

const inSet =
  (pattern: RegExp): CharacterTest =>
  (codePoint) =>
    pattern.test(String.fromCodePoint(codePoint));

export const not =
  (test: CharacterTest): CharacterTest =>
  (codePoint) =>
    !test(codePoint);

/** Letters after a backslash that stand for a class; the capital stands for its opposite. */
const shorthands: Readonly<Record<string, CharacterTest>> = {
  d: inSet(/[0-9]/),
  h: inSet(/[ \t\u00A0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]/),
  s: inSet(/[ \t\n\v\f\r]/),
  v: inSet(/[\n\v\f\r\u0085\u2028\u2029]/),
  w: inSet(/[A-Za-z0-9_]/),
};

export function shorthand(letter: string): CharacterTest | undefined {
  const lower = letter.toLowerCase();
  const test = Object.hasOwn(shorthands, lower) ? shorthands[lower] : undefined;
  return test && letter !== lower ? not(test) : test;
}

export const isWord: CharacterTest = inSet(/[A-Za-z0-9_]/);
export const isLineEnd: CharacterTest = inSet(/[\n\r\u0085\u2028\u2029]/);

/** POSIX names, which are of ASCII only. */
const posix: Readonly<Record<string, CharacterTest>> = {
  Alnum: inSet(/[A-Za-z0-9]/),
  Alpha: inSet(/[A-Za-z]/),
  ASCII: (codePoint) => codePoint < 0x80,
  Blank: inSet(/[ \t]/),
  Cntrl: (codePoint) => codePoint < 0x20 || codePoint === 0x7f,
  Digit: inSet(/[0-9]/),
  Graph: (codePoint) => codePoint > 0x20 && codePoint < 0x7f,
  Lower: inSet(/[a-z]/),
  Print: (codePoint) => codePoint >= 0x20 && codePoint < 0x7f,
  Punct: inSet(/[!-/:-@[-`{-~]/),
  Space: inSet(/[ \t\n\v\f\r]/),
  Upper: inSet(/[A-Z]/),
  XDigit: inSet(/[0-9a-fA-F]/),
  javaLowerCase: inSet(/\p{Ll}/u),
  javaUpperCase: inSet(/\p{Lu}/u),
  javaWhitespace: inSet(/[\s]/),
};

/** `\p{Alpha}`, `\p{Lu}`, `\p{IsLatin}`, `\p{L}`. */
export function property(name: string): CharacterTest {
  const known = Object.hasOwn(posix, name) ? posix[name] : undefined;
  if (known) return known;
  const plain = name.replace(/^Is(?=[A-Z])/, '');
  for (const form of [plain, `Script=${plain}`]) {
    const test = unicodeProperty(form);
    if (test) return test;
  }
  throw new PatternSyntaxError(`Unknown character property name {${name}}`);
}

function unicodeProperty(name: string): CharacterTest | undefined {
  if (!/^[A-Za-z_=]+$/.test(name)) return undefined;
  try {
    return inSet(new RegExp(`\\p{${name}}`, 'u'));
  } catch {
    return undefined;
  }
}

/** One character, or its other case. */
export function character(codePoint: number, ignoreCase: boolean, unicodeCase: boolean): CharacterTest {
  if (!ignoreCase) return (other) => other === codePoint;
  const wanted = folded(codePoint, unicodeCase);
  return (other) => folded(other, unicodeCase) === wanted;
}

/** A range, or its other case. */
export function range(from: number, to: number, ignoreCase: boolean, unicodeCase: boolean): CharacterTest {
  const within: CharacterTest = (codePoint) => codePoint >= from && codePoint <= to;
  if (!ignoreCase) return within;
  return (codePoint) => within(codePoint) || otherCases(codePoint, unicodeCase).some(within);
}

/** Java folds ASCII only, unless told otherwise by `(?u)`. */
export function folded(codePoint: number, unicodeCase: boolean): number {
  if (!unicodeCase) return codePoint >= 65 && codePoint <= 90 ? codePoint + 32 : codePoint;
  return String.fromCodePoint(codePoint).toUpperCase().toLowerCase().codePointAt(0) ?? codePoint;
}

function otherCases(codePoint: number, unicodeCase: boolean): readonly number[] {
  if (!unicodeCase && codePoint >= 0x80) return [];
  const text = String.fromCodePoint(codePoint);
  return [text.toLowerCase(), text.toUpperCase()].map((cased) => cased.codePointAt(0) ?? codePoint);
}
