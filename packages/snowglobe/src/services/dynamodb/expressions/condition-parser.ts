import type { Comparator, Condition, ConditionFunction, Operand } from './condition.ts';
import { type ExpressionKind, expressionError } from './findings.ts';
import { type Names, Reader } from './reader.ts';
import type { Token } from './tokenizer.ts';

/** What stands between operators while parsing: not yet known to be an operand or a condition. */
type Node =
  | { readonly kind: 'operand'; readonly operand: Operand; readonly start: Token; readonly inParentheses?: true }
  | { readonly kind: 'condition'; readonly condition: Condition; readonly start: Token; readonly inParentheses?: true };

export interface ParsedCondition {
  readonly kind: ExpressionKind;
  readonly condition: Condition;
  readonly usedNames: ReadonlySet<string>;
  readonly usedValues: ReadonlySet<string>;
  /** The parser's findings, to which the check of the values adds. */
  readonly reader: Reader;
}

const comparators: ReadonlySet<string> = new Set<Comparator>(['=', '<>', '<', '<=', '>', '>=']);

const functions: ReadonlySet<string> = new Set<ConditionFunction | 'size'>([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
]);

/** Parses a condition. Throws for syntax; mistakes of the whole expression are noted in the reader's findings. */
export function parseCondition(kind: ExpressionKind, text: string, names: Names): ParsedCondition {
  if (text.trim() === '') throw expressionError(kind, 'The expression can not be empty;');
  const reader = new Reader(kind, text, names);
  const condition = asCondition(reader, orExpression(reader));
  reader.expectEnd();
  return { kind, condition, usedNames: reader.usedNames, usedValues: reader.usedValues, reader };
}

function orExpression(reader: Reader): Node {
  let left = andExpression(reader);
  while (reader.takeWord('OR')) left = combined('or', reader, left, andExpression(reader));
  return left;
}

function andExpression(reader: Reader): Node {
  let left = notExpression(reader);
  while (reader.takeWord('AND')) left = combined('and', reader, left, notExpression(reader));
  return left;
}

function combined(kind: 'and' | 'or', reader: Reader, left: Node, right: Node): Node {
  const condition: Condition = { kind, left: asCondition(reader, left), right: asCondition(reader, right) };
  return { kind: 'condition', condition, start: left.start };
}

function notExpression(reader: Reader): Node {
  const start = reader.token;
  if (!reader.takeWord('NOT')) return comparison(reader);
  return { kind: 'condition', condition: { kind: 'not', operand: asCondition(reader, notExpression(reader)) }, start };
}

function comparison(reader: Reader): Node {
  const left = primary(reader);
  if (reader.token.kind === 'symbol' && comparators.has(reader.token.text)) {
    const operator = reader.next().text as Comparator;
    const operand = asOperand(reader, left);
    return asNode(left, { kind: 'compare', operator, left: operand, right: asOperand(reader, primary(reader)) });
  }
  if (reader.takeWord('BETWEEN')) {
    const operand = asOperand(reader, left);
    const lower = asOperand(reader, primary(reader));
    reader.expectWord('AND');
    return asNode(left, { kind: 'between', operand, lower, upper: asOperand(reader, primary(reader)) });
  }
  if (reader.takeWord('IN')) {
    const operand = asOperand(reader, left);
    reader.expectSymbol('(');
    const list = commaSeparated(reader).map((node) => asOperand(reader, node));
    return asNode(left, { kind: 'in', operand, list });
  }
  return left;
}

function primary(reader: Reader): Node {
  const start = reader.token;
  if (reader.takeSymbol('(')) {
    const inside = orExpression(reader);
    reader.expectSymbol(')');
    if (inside.inParentheses) reader.findings.add('parentheses', 'The expression has redundant parentheses;');
    return { ...inside, start, inParentheses: true };
  }
  if (start.kind === 'valuePlaceholder')
    return { kind: 'operand', operand: { kind: 'value', name: reader.valueName() }, start };
  if (start.kind === 'name' && reader.following.text === '(') return functionCall(reader);
  return { kind: 'operand', operand: { kind: 'path', path: reader.path() }, start };
}

function functionCall(reader: Reader): Node {
  const start = reader.next();
  const name = start.text;
  reader.expectSymbol('(');
  const nodes = commaSeparated(reader);
  if (!functions.has(name)) reader.findings.add('functionName', `Invalid function name; function: ${name}`);
  const operands = nodes.map((node) => asOperand(reader, node));
  if (name === 'size') {
    return { kind: 'operand', operand: { kind: 'size', of: operands[0] as Operand, count: operands.length }, start };
  }
  return { kind: 'condition', condition: { kind: 'function', name: name as ConditionFunction, operands }, start };
}

function asNode(left: Node, condition: Condition): Node {
  return { kind: 'condition', condition, start: left.start };
}

/** At least one node, then the closing parenthesis. */
function commaSeparated(reader: Reader): readonly Node[] {
  const nodes = [primary(reader)];
  while (reader.takeSymbol(',')) nodes.push(primary(reader));
  reader.expectSymbol(')');
  return nodes;
}

function asCondition(reader: Reader, node: Node): Condition {
  if (node.kind === 'condition') return node.condition;
  if (node.operand.kind !== 'size') throw reader.syntaxError();
  functionMisused(reader, 'size');
  return { kind: 'function', name: 'attribute_exists', operands: [node.operand] };
}

function asOperand(reader: Reader, node: Node): Operand {
  if (node.kind === 'operand') return node.operand;
  if (node.condition.kind !== 'function') throw reader.syntaxError();
  functionMisused(reader, node.condition.name);
  return node.condition.operands[0] as Operand;
}

function functionMisused(reader: Reader, name: string): void {
  reader.findings.add(
    'functionUse',
    `The function is not allowed to be used this way in an expression; function: ${name}`,
  );
}
