import { double, integer } from '../numbers/double.ts';
import type { Source } from './source.ts';
import type { Expression, Operator, Reference, Step } from './syntax-tree.ts';

/** Spellings of operators with how strongly they bind. */
const operators: Readonly<Record<string, readonly [Operator, number]>> = {
  '||': ['or', 1],
  or: ['or', 1],
  '&&': ['and', 2],
  and: ['and', 2],
  '==': ['eq', 3],
  eq: ['eq', 3],
  '!=': ['ne', 3],
  ne: ['ne', 3],
  '<': ['lt', 4],
  lt: ['lt', 4],
  '<=': ['le', 4],
  le: ['le', 4],
  '>': ['gt', 4],
  gt: ['gt', 4],
  '>=': ['ge', 4],
  ge: ['ge', 4],
  '+': ['+', 5],
  '-': ['-', 5],
  '*': ['*', 6],
  '/': ['/', 6],
  '%': ['%', 6],
};

export function skipSpace(source: Source): void {
  source.take(/\s*/y);
}

/** `$a + 1 > 2 && !$b` */
export function parseExpression(source: Source, weakest = 1): Expression {
  let left = parseUnary(source);
  for (;;) {
    skipSpace(source);
    const { at } = source;
    const word = source.take(/\|\||&&|[=!<>]=|[<>+\-*/%]|(?:or|and|eq|ne|lt|le|gt|ge)(?![A-Za-z0-9_@])/y)?.[0];
    const [operator, strength] = operators[word ?? ''] ?? [];
    if (!operator || !strength || strength < weakest) {
      source.at = at;
      return left;
    }
    const right = source.nested(() => parseExpression(source, strength + 1));
    left = { kind: 'binary', operator, left, right };
  }
}

function parseUnary(source: Source): Expression {
  skipSpace(source);
  if (source.take(/!|not(?![A-Za-z0-9_@])/y)) {
    return { kind: 'not', operand: source.nested(() => parseUnary(source)) };
  }
  if (!source.takeText('(')) return parseOperand(source);
  const inner = source.nested(() => parseExpression(source));
  skipSpace(source);
  source.expect(')');
  return inner;
}

/** What may be an argument of a method: no operators. */
export function parseOperand(source: Source): Expression {
  skipSpace(source);
  const found = literalAt(source) ?? wordAt(source) ?? referenceAt(source) ?? collectionAt(source);
  if (!found) source.fail('Expected a value');
  return found;
}

function literalAt(source: Source): Expression | undefined {
  if (source.next === '"' || source.next === "'") return parseString(source);
  const float = source.take(/-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y)?.[0];
  if (float !== undefined) return { kind: 'literal', value: double(Number(float)) };
  const whole = source.take(/-?\d+/y)?.[0];
  return whole === undefined ? undefined : { kind: 'literal', value: integer(BigInt(whole)) };
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function wordAt(source: Source): Expression | undefined {
  const word = source.take(/(?:true|false|null)(?![A-Za-z0-9_])/y)?.[0];
  return word === undefined ? undefined : { kind: 'literal', value: words[word] ?? null };
}

function referenceAt(source: Source): Expression | undefined {
  const reference = parseReference(source);
  return reference && { kind: 'reference', reference };
}

function collectionAt(source: Source): Expression | undefined {
  if (source.next === '[') return source.nested(() => parseListOrRange(source));
  return source.next === '{' ? source.nested(() => parseMap(source)) : undefined;
}

/** `[1, $a, "b"]` or `[1..$n]` */
function parseListOrRange(source: Source): Expression {
  source.expect('[');
  skipSpace(source);
  if (source.takeText(']')) return { kind: 'list', items: [] };
  const first = parseOperand(source);
  skipSpace(source);
  if (source.takeText('..')) return parseRange(source, first);
  const rest = source.takeText(',') ? parseUntil(source, ']', () => parseOperand(source)) : [];
  if (rest.length === 0) source.expect(']');
  return { kind: 'list', items: [first, ...rest] };
}

function parseRange(source: Source, from: Expression): Expression {
  const to = parseOperand(source);
  skipSpace(source);
  source.expect(']');
  return { kind: 'range', from, to };
}

function parseMap(source: Source): Expression {
  source.expect('{');
  const entries = parseUntil(source, '}', () => {
    const key = parseOperand(source);
    skipSpace(source);
    source.expect(':');
    return [key, parseOperand(source)] as const;
  });
  return { kind: 'map', entries };
}

/** Things between commas, up to and with the closing character. */
export function parseUntil<T>(source: Source, close: string, read: () => T): readonly T[] {
  skipSpace(source);
  const items: T[] = [];
  if (source.takeText(close)) return items;
  do {
    items.push(read());
    skipSpace(source);
  } while (source.takeText(','));
  source.expect(close);
  return items;
}

/**
 * Velocity takes the longest text that is a literal: `\"` goes on when another quote comes. Nothing is unescaped but `\uXXXX`
 * in double quotes, and what holds `$` or `#` there is a template itself.
 */
function parseString(source: Source): Expression {
  const beganAt = source.at;
  const single = source.take(/'([^']*)'/y)?.[1];
  if (single !== undefined) return { kind: 'literal', value: single };
  const quoted = source.take(/"((?:\\"|[^"])*)"/y)?.[1];
  if (quoted === undefined) source.fail('Expected a string that ends');
  const text = quoted.replace(/\\u([0-9a-fA-F]{4})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (!/[$#]/.test(text)) return { kind: 'literal', value: text };
  return { kind: 'interpolation', body: source.inner(text, beganAt) };
}

/** Reads `$name`, `${name.property}`, `$!name.method(1)[0]`; undefined where there is none. */
export function parseReference(source: Source): Reference | undefined {
  const beganAt = source.at;
  const head = source.take(/\$(!?)(\{?)([A-Za-z_][A-Za-z0-9_-]*)/y);
  if (!head) return undefined;
  const [, bang, brace, name = ''] = head;
  const steps = parseSteps(source);
  if (brace) source.expect('}');
  return { name, steps, quiet: bang === '!', literal: source.text.slice(beganAt, source.at) };
}

function parseSteps(source: Source): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    const name = source.take(/\.([A-Za-z][A-Za-z0-9_-]*)/y)?.[1];
    if (name !== undefined) steps.push(source.next === '(' ? parseCall(source, name) : { kind: 'property', name });
    else if (source.next === '[') steps.push(parseIndex(source));
    else return steps;
  }
}

function parseCall(source: Source, name: string): Step {
  source.expect('(');
  const args = source.nested(() => parseUntil(source, ')', () => parseOperand(source)));
  return { kind: 'method', name, args };
}

function parseIndex(source: Source): Step {
  source.expect('[');
  const index = source.nested(() => parseOperand(source));
  skipSpace(source);
  source.expect(']');
  return { kind: 'index', index };
}
