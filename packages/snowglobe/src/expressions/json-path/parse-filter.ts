import { type ParsePath, parseOperand } from './parse-operand.ts';
import type { Filter } from './path.ts';
import type { Reader } from './reader.ts';

/** `@.a == 1 && (!@.b || @.c in ['x'])` */
export function parseFilter(reader: Reader, parsePath: ParsePath): Filter {
  return joined(reader, 'or', '||', () => joined(reader, 'and', '&&', () => parsePart(reader, parsePath)));
}

function joined(reader: Reader, kind: 'and' | 'or', operator: string, read: () => Filter): Filter {
  const first = read();
  const parts = [first];
  for (reader.skipSpace(); reader.takeText(operator); reader.skipSpace()) parts.push(read());
  return parts.length === 1 ? first : { kind, parts };
}

function parsePart(reader: Reader, parsePath: ParsePath): Filter {
  reader.skipSpace();
  if (reader.take(/!(?!=)/y)) return { kind: 'not', part: reader.nested(() => parsePart(reader, parsePath)) };
  if (!reader.takeText('(')) return parseTest(reader, parsePath);
  const inner = reader.nested(() => parseFilter(reader, parsePath));
  reader.skipSpace();
  reader.expect(')');
  return inner;
}

const operators =
  /===|!==|==|!=|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|all|size|empty|contains)(?![A-Za-z0-9_])/iy;

function parseTest(reader: Reader, parsePath: ParsePath): Filter {
  const left = parseOperand(reader, parsePath);
  reader.skipSpace();
  const operator = reader.take(operators)?.[0];
  if (operator === undefined) return { kind: 'exists', operand: left };
  return { kind: 'test', operator: operator.toLowerCase(), left, right: parseOperand(reader, parsePath) };
}
