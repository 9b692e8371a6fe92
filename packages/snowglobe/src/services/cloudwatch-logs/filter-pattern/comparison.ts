import { FilterPatternFault } from './fault.ts';
import type { TokenReader } from './tokens.ts';

/** Tests one value of a message; undefined when the message has none there. */
export type ValueTest = (value: unknown) => boolean;

const operators: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  '<': (value, wanted) => value < wanted,
  '>': (value, wanted) => value > wanted,
  '<=': (value, wanted) => value <= wanted,
  '>=': (value, wanted) => value >= wanted,
};

const numberForm = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Reads `= "a*"`, `!= 5`, `> 1.5e3`, `= %regex%`. */
export function readComparison(reader: TokenReader): ValueTest {
  const operator = reader.next();
  if (operator.kind !== 'operator') throw new FilterPatternFault(`unexpected ${operator.text}`);
  const wanted = reader.next();
  if (wanted.kind === 'mark' || wanted.kind === 'operator') throw new FilterPatternFault(`unexpected ${wanted.text}`);
  const compare = operators[operator.text];
  if (compare) return numericTest(wanted.text, compare);
  if (operator.text !== '=' && operator.text !== '!=') throw new FilterPatternFault(`unexpected ${operator.text}`);
  const equals = equalityTest(wanted);
  // A value that is not there equals nothing and differs from nothing.
  if (operator.text === '=') return (value) => value !== undefined && equals(value);
  return (value) => value !== undefined && !equals(value);
}

function numericTest(wanted: string, compare: (value: number, wanted: number) => boolean): ValueTest {
  if (!numberForm.test(wanted)) throw new FilterPatternFault(`${wanted} is not a number`);
  const number = Number(wanted);
  return (value) => {
    const given = numberOf(value);
    return given !== undefined && compare(given, number);
  };
}

function equalityTest(wanted: { readonly kind: string; readonly text: string }): ValueTest {
  if (wanted.kind === 'regex') return regexTest(wanted.text);
  if (wanted.kind === 'word' && numberForm.test(wanted.text)) {
    const number = Number(wanted.text);
    return (value) => numberOf(value) === number;
  }
  const matches = wildcardTest(wanted.text);
  return (value) => (typeof value === 'string' || typeof value === 'number') && matches(String(value));
}

/** A regular expression between percent signs. */
export function regexTest(source: string): ValueTest {
  let regex: RegExp;
  try {
    regex = new RegExp(source);
  } catch {
    throw new FilterPatternFault(`${source} is not a regular expression`);
  }
  return (value) => (typeof value === 'string' || typeof value === 'number') && regex.test(String(value));
}

function wildcardTest(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern;
  const source = pattern
    .split(/\*+/)
    .map((part) => part.replace(/[.+?^${}()|[\]\\/]/g, '\\$&'))
    .join('[^]*');
  const regex = new RegExp(`^${source}$`);
  return (text) => regex.test(text);
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && numberForm.test(value) ? Number(value) : undefined;
}
