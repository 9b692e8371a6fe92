import { isNumber } from '../numbers/double.ts';
import { type Arithmetic, calculate, compareNumbers } from './arithmetic.ts';
import { looselyEqual } from './equality.ts';
import { callMethod, elementOf, propertyOf } from './members.ts';
import type { Evaluate, Render, Run } from './run.ts';
import type { Expression, Node, Operator, Reference, Step } from './syntax-tree.ts';
import { textOf } from './value-text.ts';
import { type Value } from './values.ts';

/** Makes a piece of a template runnable. */
export type CompileBody = (body: readonly Node[]) => Render;

/** The value of an expression, null where it has none. */
export function compileExpression(expression: Expression, compileBody: CompileBody): Evaluate {
  const inner = (part: Expression) => compileExpression(part, compileBody);
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'interpolation': {
      const body = compileBody(expression.body);
      return (run) => run.capture(body);
    }
    case 'list':
      return listOf(expression.items.map(inner));
    case 'map':
      return mapOf(expression.entries.map(([key, value]) => [inner(key), inner(value)]));
    case 'range':
      return rangeOf(inner(expression.from), inner(expression.to));
    case 'reference':
      return compileReference(expression.reference, compileBody);
    case 'not':
    case 'binary':
      return compileOperation(expression, compileBody);
    default:
      return expression satisfies never;
  }
}

/**
 * Whether a condition holds. Only false and null are false, and "" is true; what is neither a reference, nor a boolean, nor
 * a comparison never holds: Velocity 1.7's literals and sums have no truth of their own.
 */
export function compileTest(expression: Expression, compileBody: CompileBody): (run: Run) => boolean {
  const value = compileExpression(expression, compileBody);
  if (expression.kind === 'reference') return (run) => holds(value(run));
  return (run) => value(run) === true;
}

function holds(value: Value): boolean {
  return value !== null && value !== false;
}

function listOf(items: readonly Evaluate[]): Evaluate {
  return (run) => {
    run.spendElements(items.length);
    return items.map((item) => item(run));
  };
}

function mapOf(entries: readonly (readonly [Evaluate, Evaluate])[]): Evaluate {
  return (run) => {
    run.spendElements(entries.length);
    return new Map(entries.map(([key, value]) => [key(run), value(run)]));
  };
}

/** From either end to the other. */
function rangeOf(from: Evaluate, to: Evaluate): Evaluate {
  return (run) => {
    const [first, last] = [from(run), to(run)];
    if (!isWhole(first) || !isWhole(last)) return null;
    const length = Math.abs(last - first) + 1;
    run.spendElements(length);
    const step = last < first ? -1 : 1;
    return Array.from({ length }, (_, index) => first + index * step);
  };
}

function isWhole(value: Value): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

type Operation = Extract<Expression, { kind: 'not' | 'binary' }>;

function compileOperation(expression: Operation, compileBody: CompileBody): Evaluate {
  if (expression.kind === 'not') {
    const operand = compileTest(expression.operand, compileBody);
    return (run) => !operand(run);
  }
  const { operator, left, right } = expression;
  if (operator === 'and' || operator === 'or') {
    const [first, second] = [compileTest(left, compileBody), compileTest(right, compileBody)];
    return operator === 'and' ? (run) => first(run) && second(run) : (run) => first(run) || second(run);
  }
  const [first, second] = [compileExpression(left, compileBody), compileExpression(right, compileBody)];
  if (operator === '+') return addition(first, second, sourceOf(left), sourceOf(right));
  const combine = operations[operator];
  return (run) => {
    run.spend();
    return combine(first(run), second(run), run);
  };
}

type Combine = (left: Value, right: Value, run: Run) => Value;

const arithmetic =
  (operator: Arithmetic): Combine =>
  (left, right) =>
    calculate(operator, left, right);

/** Only numbers are ordered; all else is neither less nor greater. */
const ordered =
  (test: (order: number) => boolean): Combine =>
  (left, right) =>
    isNumber(left) && isNumber(right) && test(compareNumbers(left, right));

const operations: Readonly<Record<Exclude<Operator, 'and' | 'or' | '+'>, Combine>> = {
  eq: looselyEqual,
  ne: (left, right, run) => !looselyEqual(left, right, run),
  lt: ordered((order) => order < 0),
  le: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  ge: ordered((order) => order >= 0),
  '-': arithmetic('-'),
  '*': arithmetic('*'),
  '/': arithmetic('/'),
  '%': arithmetic('%'),
};

/** With a string, `+` joins texts, and what is missing is joined as it stands in the template. */
function addition(first: Evaluate, second: Evaluate, firstSource: string, secondSource: string): Evaluate {
  return (run) => {
    run.spend();
    const [left, right] = [first(run), second(run)];
    if (typeof left !== 'string' && typeof right !== 'string') return calculate('+', left, right);
    return run.spendText((textOf(left, run) ?? firstSource) + (textOf(right, run) ?? secondSource));
  };
}

function sourceOf(expression: Expression): string {
  return expression.kind === 'reference' ? expression.reference.literal : 'null';
}

/** The value that a reference leads to. */
export function compileReference({ name, steps }: Reference, compileBody: CompileBody): Evaluate {
  const moves = steps.map((step) => compileStep(step, compileBody));
  if (moves.length === 0) return (run) => (run.spend(), run.get(name));
  return (run) => {
    run.spend();
    let value = run.get(name);
    for (const move of moves) {
      if (value === null) return null;
      value = move(value, run);
    }
    return value;
  };
}

function compileStep(step: Step, compileBody: CompileBody): (self: Value, run: Run) => Value {
  switch (step.kind) {
    case 'property': {
      const { name } = step;
      return (self, run) => propertyOf(self, name, run);
    }
    case 'index': {
      const index = compileExpression(step.index, compileBody);
      return (self, run) => elementOf(self, index(run), run);
    }
    case 'method': {
      const { name } = step;
      const args = step.args.map((arg) => compileExpression(arg, compileBody));
      return (self, run) =>
        callMethod(
          self,
          name,
          args.map((arg) => arg(run)),
          run,
        );
    }
    default:
      return step satisfies never;
  }
}
