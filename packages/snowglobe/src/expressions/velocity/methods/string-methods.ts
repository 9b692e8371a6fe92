import { type JavaRegex, javaRegex } from '../../java-regex/java-regex.ts';
import { replaceMatches, splitText } from '../../java-regex/replace.ts';
import { VelocityRenderError } from '../errors.ts';
import { hashOf } from '../hash.ts';
import type { Run } from '../run.ts';
import { textOf } from '../value-text.ts';
import type { Value } from '../values.ts';
import { formatText } from './format-text.ts';
import { getter, type Methods, method } from './overload.ts';

/** java.lang.StringIndexOutOfBoundsException */
function outOfBounds(text: string, index: number): never {
  throw new VelocityRenderError(`String index out of range: ${index}, length ${text.length}`);
}

function substring(text: string, from: number, to: number): string {
  if (from < 0 || from > to) outOfBounds(text, from);
  if (to > text.length) outOfBounds(text, to);
  return text.slice(from, to);
}

function charAt(text: string, index: number): string {
  return text[index] ?? outOfBounds(text, index);
}

const regexes = new Map<string, JavaRegex>();
const mostRegexes = 200;

/** Templates use few patterns again and again. */
function regexOf(pattern: string): JavaRegex {
  const known = regexes.get(pattern);
  if (known) return known;
  const regex = asRenderError(() => javaRegex(pattern));
  if (regexes.size >= mostRegexes) regexes.clear();
  regexes.set(pattern, regex);
  return regex;
}

/** What Java would throw while it matches ends the rendering. */
function asRenderError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof VelocityRenderError) throw error;
    throw new VelocityRenderError(error instanceof Error ? error.message : String(error));
  }
}

function replaced(text: string, pattern: string, replacement: string, most: number, run: Run): string {
  const spend = (steps: number) => run.spend(steps);
  return run.spendText(asRenderError(() => replaceMatches(text, regexOf(pattern), replacement, most, spend)));
}

function split(text: string, pattern: string, limit: number, run: Run): Value[] {
  const spend = (steps: number) => run.spend(steps);
  const parts = asRenderError(() => splitText(text, regexOf(pattern), limit, spend));
  run.spendElements(parts.length);
  return parts;
}

/** Every occurrence, none of them a pattern; how long it gets is known before it is made. */
function replaceLiteral(text: string, wanted: string, replacement: string, run: Run): string {
  const parts = text.split(wanted);
  const length = text.length + (parts.length - 1) * (replacement.length - wanted.length);
  if (length > run.limits.textLength) throw new VelocityRenderError('The template makes too long a text');
  return wanted === '' ? `${replacement}${parts.join(replacement)}${text && replacement}` : parts.join(replacement);
}

function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Java trims what is at or below U+0020. */
function trim(text: string): string {
  // oxlint-disable-next-line no-control-regex -- Java's own rule
  return text.replace(/^[\u0000-\u0020]+/, '').replace(/[\u0000-\u0020]+$/, '');
}

function joinedTexts(separator: string, items: readonly Value[], run: Run): string {
  let result = '';
  items.forEach((item, index) => {
    result += (index > 0 ? separator : '') + (textOf(item, run) ?? 'null');
    run.spendText(result.length > run.limits.textLength ? result : '');
  });
  return result;
}

/** AWS runs Java; the methods of its java.lang.String, static ones too, as Velocity calls those on any instance. */
export const stringMethods: Methods<string> = {
  charAt: method(['int'], (self, [index]) => charAt(self, index)),
  codePointAt: method(['int'], (self, [index]) => self.codePointAt(index) ?? outOfBounds(self, index)),
  compareTo: method(['text'], (self, [other]) => compareTexts(self, other)),
  compareToIgnoreCase: method(['text'], (self, [other]) => compareTexts(self.toLowerCase(), other.toLowerCase())),
  concat: method(['text'], (self, [other], run) => run.spendText(self + other)),
  contains: method(['text'], (self, [wanted]) => self.includes(wanted)),
  contentEquals: method(['text'], (self, [other]) => self === other),
  endsWith: method(['text'], (self, [end]) => self.endsWith(end)),
  equals: method(['any'], (self, [other]) => self === other),
  equalsIgnoreCase: method(
    ['any'],
    (self, [other]) => typeof other === 'string' && self.toLowerCase() === other.toLowerCase(),
  ),
  format: [{ takes: ['text', 'any'], rest: true, run: (_self, [form, ...args], run) => formatText(form, args, run) }],
  hashCode: getter((self, run) => hashOf(self, run)),
  indexOf: [
    { takes: ['text'], run: (self, [wanted]) => self.indexOf(wanted) },
    { takes: ['text', 'int'], run: (self, [wanted, from]) => self.indexOf(wanted, from) },
  ],
  isBlank: getter((self) => self.trim() === ''),
  isEmpty: getter((self) => self === ''),
  join: [
    { takes: ['text', 'list'], run: (_self, [separator, items], run) => joinedTexts(separator, items, run) },
    {
      takes: ['text', 'any'],
      rest: true,
      run: (_self, [separator, ...items], run) => joinedTexts(separator, items, run),
    },
  ],
  lastIndexOf: [
    { takes: ['text'], run: (self, [wanted]) => self.lastIndexOf(wanted) },
    { takes: ['text', 'int'], run: (self, [wanted, from]) => (from < 0 ? -1 : self.lastIndexOf(wanted, from)) },
  ],
  length: getter((self) => self.length),
  matches: method(['text'], (self, [pattern], run) =>
    asRenderError(() => regexOf(pattern).matches(self, (steps) => run.spend(steps))),
  ),
  repeat: method(['int'], (self, [count], run) => {
    if (count < 0) throw new VelocityRenderError(`count is negative: ${count}`);
    if (self.length * count > run.limits.textLength)
      throw new VelocityRenderError('The template makes too long a text');
    return run.spendText(self.repeat(count));
  }),
  replace: method(['text', 'text'], (self, [wanted, other], run) =>
    run.spendText(replaceLiteral(self, wanted, other, run)),
  ),
  replaceAll: method(['text', 'text'], (self, [pattern, other], run) => replaced(self, pattern, other, Infinity, run)),
  replaceFirst: method(['text', 'text'], (self, [pattern, other], run) => replaced(self, pattern, other, 1, run)),
  split: [
    { takes: ['text'], run: (self, [pattern], run) => split(self, pattern, 0, run) },
    { takes: ['text', 'int'], run: (self, [pattern, limit], run) => split(self, pattern, limit, run) },
  ],
  startsWith: [
    { takes: ['text'], run: (self, [start]) => self.startsWith(start) },
    { takes: ['text', 'int'], run: (self, [start, from]) => from >= 0 && self.startsWith(start, from) },
  ],
  strip: getter((self) => self.trim()),
  substring: [
    { takes: ['int'], run: (self, [from]) => substring(self, from, self.length) },
    { takes: ['int', 'int'], run: (self, [from, to]) => substring(self, from, to) },
  ],
  toCharArray: getter((self, run) => {
    run.spendElements(self.length);
    return self.split('');
  }),
  toLowerCase: getter((self, run) => run.spendText(self.toLowerCase())),
  toString: getter((self: string) => self),
  toUpperCase: getter((self, run) => run.spendText(self.toUpperCase())),
  trim: getter((self, run) => run.spendText(trim(self))),
  valueOf: method<string>(['any'], (_self, [value], run) => textOf(value, run) ?? 'null'),
};
