import { expressionError } from './findings.ts';
import { findClashes, type ProjectionNode, projectionTree } from './projection.ts';
import { type Names, Reader } from './reader.ts';
import type { UpdateAction, UpdateOperand, UpdateSection } from './update.ts';

export interface ParsedUpdate {
  readonly actions: readonly UpdateAction[];
  /** The written paths, for UPDATED_OLD and UPDATED_NEW. */
  readonly written: ProjectionNode;
  readonly usedNames: ReadonlySet<string>;
  readonly usedValues: ReadonlySet<string>;
  readonly reader: Reader;
}

const sections: readonly UpdateSection[] = ['SET', 'REMOVE', 'ADD', 'DELETE'];

const functions: Readonly<Record<string, number>> = { if_not_exists: 2, list_append: 2 };

/** Parses an update expression. Throws for syntax; other mistakes are noted in the reader's findings. */
export function parseUpdate(text: string, names: Names): ParsedUpdate {
  if (text.trim() === '') throw expressionError('UpdateExpression', 'The expression can not be empty;');
  const reader = new Reader('UpdateExpression', text, names);
  const actions: UpdateAction[] = [];
  const seen = new Set<UpdateSection>();
  do {
    const section = sections.find((word) => reader.takeWord(word));
    if (!section) throw reader.syntaxError();
    if (seen.has(section)) {
      reader.findings.add('section', `The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    do actions.push(parsers[section](reader));
    while (reader.takeSymbol(','));
  } while (reader.token.kind !== 'end');
  const paths = actions.map((action) => action.path);
  findClashes(paths, reader.findings);
  return {
    actions,
    written: projectionTree(paths),
    usedNames: reader.usedNames,
    usedValues: reader.usedValues,
    reader,
  };
}

const parsers: Readonly<Record<UpdateSection, (reader: Reader) => UpdateAction>> = {
  SET: (reader) => {
    const path = reader.path();
    reader.expectSymbol('=');
    return { kind: 'SET', path, operand: setValue(reader) };
  },
  REMOVE: (reader) => ({ kind: 'REMOVE', path: reader.path() }),
  ADD: (reader) => ({ kind: 'ADD', path: reader.path(), value: valuePlaceholder(reader) }),
  DELETE: (reader) => ({ kind: 'DELETE', path: reader.path(), value: valuePlaceholder(reader) }),
};

function valuePlaceholder(reader: Reader): string {
  if (reader.token.kind !== 'valuePlaceholder') throw reader.syntaxError();
  return reader.valueName();
}

/** One operand, or two with + or - between. */
function setValue(reader: Reader): UpdateOperand {
  const left = operand(reader);
  const sign = reader.takeSymbol('+') ? '+' : reader.takeSymbol('-') ? '-' : undefined;
  return sign ? { kind: sign, operands: [left, operand(reader)] } : left;
}

function operand(reader: Reader): UpdateOperand {
  if (reader.takeSymbol('(')) {
    const doubled = reader.isSymbol('(');
    const inside = setValue(reader);
    reader.expectSymbol(')');
    if (doubled && inside.kind !== '+' && inside.kind !== '-') {
      reader.findings.add('parentheses', 'The expression has redundant parentheses;');
    }
    return inside;
  }
  if (reader.token.kind === 'valuePlaceholder') return { kind: 'value', name: reader.valueName() };
  if (reader.token.kind === 'name' && reader.following.text === '(') return functionCall(reader);
  return { kind: 'path', path: reader.path() };
}

function functionCall(reader: Reader): UpdateOperand {
  const name = reader.next().text;
  reader.expectSymbol('(');
  const operands = [operand(reader)];
  while (reader.takeSymbol(',')) operands.push(operand(reader));
  reader.expectSymbol(')');
  const count = functions[name];
  if (count === undefined) reader.findings.add('functionName', `Invalid function name; function: ${name}`);
  else if (count !== operands.length) {
    reader.findings.add(
      'operandCount',
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  if (name === 'if_not_exists' && operands[0]?.kind !== 'path') {
    reader.findings.add('documentPath', `Operator or function requires a document path; operator or function: ${name}`);
  }
  return { kind: name as 'if_not_exists' | 'list_append', operands };
}
