import { readComparison, type ValueTest } from './comparison.ts';
import { FilterPatternFault } from './fault.ts';
import { TokenReader, tokenize } from './tokens.ts';

/** One field: how its value is tested. `rest` stands for any number of fields. */
type Field = ValueTest | typeof rest;
const rest = Symbol('...');

/** `[ip, user, ..., status = 4*, bytes > 1000]`: messages of words, quoted or bracketed fields. */
export function parseSpacePattern(pattern: string): (message: string) => boolean {
  const reader = new TokenReader(tokenize(pattern));
  reader.expect('[');
  const fields: Field[] = [];
  while (!reader.take(']')) {
    fields.push(readField(reader));
    if (!reader.take(',') && reader.peek()?.text !== ']') throw new FilterPatternFault('expected ,');
  }
  reader.end();
  if (fields.filter((field) => field === rest).length > 1) throw new FilterPatternFault('more than one ...');
  return (message) => matchFields(fields, splitFields(message));
}

function readField(reader: TokenReader): Field {
  if (reader.take('...')) return rest;
  if (reader.peek()?.text === ',' || reader.peek()?.text === ']') return () => true;
  const tests: ValueTest[][] = [[readFieldTest(reader)]];
  for (;;) {
    if (reader.take('&&')) tests.at(-1)?.push(readFieldTest(reader));
    else if (reader.take('||')) tests.push([readFieldTest(reader)]);
    else break;
  }
  return (value) => tests.some((all) => all.every((test) => test(value)));
}

/** `status`, or `status = 404`. */
function readFieldTest(reader: TokenReader): ValueTest {
  const name = reader.next();
  if (name.kind !== 'word') throw new FilterPatternFault(`unexpected ${name.text}`);
  return reader.peek()?.kind === 'operator' && !/^(&&|\|\|)$/.test(reader.peek()?.text ?? '')
    ? readComparison(reader)
    : () => true;
}

function matchFields(fields: readonly Field[], values: readonly string[]): boolean {
  const gap = fields.indexOf(rest);
  if (gap < 0) return fields.length === values.length && testAll(fields, values);
  const tail = fields.slice(gap + 1);
  if (values.length < gap + tail.length) return false;
  return testAll(fields.slice(0, gap), values) && testAll(tail, values.slice(values.length - tail.length));
}

function testAll(fields: readonly Field[], values: readonly string[]): boolean {
  return fields.every((field, index) => field === rest || field(values[index]));
}

/** Fields end at spaces, except inside quotes or square brackets. */
function splitFields(message: string): readonly string[] {
  return [...message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g)].map(
    ([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain ?? '',
  );
}
