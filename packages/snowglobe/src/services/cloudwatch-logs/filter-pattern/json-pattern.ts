import { readComparison, type ValueTest } from './comparison.ts';
import { FilterPatternFault } from './fault.ts';
import { TokenReader, tokenize } from './tokens.ts';

type DocumentTest = (document: unknown) => boolean;

/** A step into a document: a member, an element, or every element. */
type Step = string | number | typeof everyElement;
const everyElement = Symbol('every element');

const selectorForm = /\$(?:\.[^\s.=!<>&|(){}[\],"]+|\[(?:\*|\d+|"[^"]*"|'[^']*')\])*/y;

/** `{ $.status = 4* && $.user.id EXISTS }`: messages that are JSON objects. */
export function parseJsonPattern(pattern: string): (message: string) => boolean {
  const reader = new TokenReader(tokenize(pattern, selectorForm));
  reader.expect('{');
  const test = readAlternatives(reader);
  reader.expect('}');
  reader.end();
  return (message) => {
    const document = parseDocument(message);
    return document !== undefined && test(document);
  };
}

function parseDocument(message: string): unknown {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    // A message that is no JSON matches no JSON pattern.
    return undefined;
  }
}

function readAlternatives(reader: TokenReader): DocumentTest {
  const tests = [readAll(reader)];
  while (reader.take('||')) tests.push(readAll(reader));
  return (document) => tests.some((test) => test(document));
}

function readAll(reader: TokenReader): DocumentTest {
  const tests = [readOne(reader)];
  while (reader.take('&&')) tests.push(readOne(reader));
  return (document) => tests.every((test) => test(document));
}

function readOne(reader: TokenReader): DocumentTest {
  if (reader.take('(')) {
    const inner = readAlternatives(reader);
    reader.expect(')');
    return inner;
  }
  const steps = readSelector(reader.next().text);
  const test = readTest(reader);
  return (document) => {
    const values = select(document, steps);
    return values.length === 0 ? test(undefined) : values.some(test);
  };
}

function readTest(reader: TokenReader): ValueTest {
  if (reader.take('EXISTS')) return (value) => value !== undefined;
  if (reader.take('NOT')) {
    reader.expect('EXISTS');
    return (value) => value === undefined;
  }
  if (reader.take('IS')) {
    if (reader.take('TRUE')) return (value) => value === true;
    if (reader.take('FALSE')) return (value) => value === false;
    reader.expect('NULL');
    return (value) => value === null;
  }
  return readComparison(reader);
}

/** `$.a.b[0]["c d"][*]` */
function readSelector(text: string): readonly Step[] {
  if (!text.startsWith('$')) throw new FilterPatternFault(`${text} is not a selector`);
  const steps: Step[] = [];
  for (const [, member, index] of text.matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
    if (member !== undefined) steps.push(member);
    else if (index === '*') steps.push(everyElement);
    else if (/^\d+$/.test(index ?? '')) steps.push(Number(index));
    else steps.push((index ?? '').slice(1, -1));
  }
  return steps;
}

function select(document: unknown, steps: readonly Step[]): readonly unknown[] {
  let values: readonly unknown[] = [document];
  for (const step of steps) values = values.flatMap((value) => stepInto(value, step));
  return values;
}

function stepInto(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === everyElement) return Array.isArray(value) ? value : [];
  if (typeof step === 'number') return Array.isArray(value) && step < value.length ? [value[step]] : [];
  return Object.hasOwn(value, step) ? [(value as Readonly<Record<string, unknown>>)[step]] : [];
}
