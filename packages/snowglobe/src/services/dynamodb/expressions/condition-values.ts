import { base64, type TypeName, typeNames, typeOf, type Value } from '../attribute-value.ts';
import { compareValues } from './compare.ts';
import { type Condition, type ConditionFunction, type Operand, operandsOf, partsOf } from './condition.ts';
import { type ExpressionKind, expressionError } from './findings.ts';
import { printPath, samePath } from './path.ts';

/** `:name` to value. */
export type Values = Readonly<Record<string, Value>>;

/** What a condition is checked against. */
export interface ConditionCheck {
  readonly kind: ExpressionKind;
  readonly values: Values;
  /** Name placeholders that stand for nothing. */
  readonly undefinedNames: ReadonlySet<string>;
}

const ordered: ReadonlySet<TypeName> = new Set(['S', 'N', 'B']);
const sized: ReadonlySet<TypeName> = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
const startable: ReadonlySet<TypeName> = new Set(['S', 'B']);
const text: ReadonlySet<TypeName> = new Set(['S']);

const operandCounts: Readonly<Record<ConditionFunction, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};

/** Checks a condition part by part, inner parts first, as DynamoDB does. Throws the first mistake. */
export function checkCondition(condition: Condition, check: ConditionCheck): void {
  for (const part of partsOf(condition)) checkCondition(part, check);
  const operands = operandsOf(condition);
  if (operands.length === 0) return;
  for (const operand of operands) checkOperand(operand, check);
  const name = nameOf(condition);
  if (condition.kind === 'function') requireCount(name, operands.length, operandCounts[condition.name], check);
  requireDistinct(name, operands, check);
  if (condition.kind === 'compare' && condition.operator !== '=' && condition.operator !== '<>') {
    for (const operand of operands) requireType(name, operand, ordered, check);
  }
  if (condition.kind === 'between') checkBetween(condition.operand, condition.lower, condition.upper, check);
  if (condition.kind === 'function') functionChecks[condition.name]?.(operands, check);
}

function nameOf(condition: Condition): string {
  if (condition.kind === 'compare') return condition.operator;
  return condition.kind === 'function' ? condition.name : condition.kind.toUpperCase();
}

function checkOperand(operand: Operand, check: ConditionCheck): void {
  if (operand.kind === 'path') {
    for (const step of check.undefinedNames.size > 0 ? operand.path : []) {
      if (!check.undefinedNames.has(String(step))) continue;
      fail(check, `An expression attribute name used in the document path is not defined; attribute name: ${step}`);
    }
  } else if (operand.kind === 'value') {
    if (Object.hasOwn(check.values, operand.name)) return;
    fail(check, `An expression attribute value used in expression is not defined; attribute value: ${operand.name}`);
  } else {
    checkOperand(operand.of, check);
    requireCount('size', operand.count, 1, check);
    requireType('size', operand.of, sized, check);
  }
}

function requireCount(name: string, count: number, wanted: number, check: ConditionCheck): void {
  if (count === wanted) return;
  fail(
    check,
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
  );
}

/** No operand may be compared with itself. */
function requireDistinct(name: string, [first, ...rest]: readonly Operand[], check: ConditionCheck): void {
  if (first?.kind !== 'path') return;
  if (!rest.some((other) => other.kind === 'path' && samePath(first.path, other.path))) return;
  fail(
    check,
    'The first operand must be distinct from the remaining operands for this operator or function; ' +
      `operator: ${name}, first operand: ${printPath(first.path)}`,
  );
}

function checkBetween(operand: Operand, lower: Operand, upper: Operand, check: ConditionCheck): void {
  for (const each of [operand, lower, upper]) requireType('BETWEEN', each, ordered, check);
  const from = lower.kind === 'value' ? check.values[lower.name] : undefined;
  const to = upper.kind === 'value' ? check.values[upper.name] : undefined;
  if (!from || !to) return;
  const bounds = `lower bound operand: ${printValue(from)}, upper bound operand: ${printValue(to)}`;
  if (typeOf(from) !== typeOf(to)) {
    fail(check, `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  }
  if ((compareValues(from, to) ?? 0) > 0) {
    fail(check, `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`);
  }
}

type FunctionCheck = (operands: readonly Operand[], check: ConditionCheck) => void;

const functionChecks: Readonly<Partial<Record<ConditionFunction, FunctionCheck>>> = {
  attribute_exists: ([operand], check) => requirePath('attribute_exists', operand, check),
  attribute_not_exists: ([operand], check) => requirePath('attribute_not_exists', operand, check),
  attribute_type: ([operand, wanted], check) => {
    if (wanted?.kind === 'path') failForType(check, 'attribute_type', `{${typeNames.join(',')}}`);
    requireType('attribute_type', wanted, text, check);
    requirePath('attribute_type', operand, check);
    const name = wanted?.kind === 'value' ? check.values[wanted.name]?.S : undefined;
    if (name !== undefined && !typeNames.includes(name as TypeName)) {
      fail(check, `Invalid attribute type name found; type: ${name}, valid types: {${typeNames.join(',')}}`);
    }
  },
  begins_with: (operands, check) => {
    for (const operand of operands) requireType('begins_with', operand, startable, check);
  },
};

function requirePath(name: string, operand: Operand | undefined, check: ConditionCheck): void {
  if (operand?.kind === 'path') return;
  fail(check, `Operator or function requires a document path; operator or function: ${name}`);
}

function requireType(
  name: string,
  operand: Operand | undefined,
  types: ReadonlySet<TypeName>,
  check: ConditionCheck,
): void {
  const type = operand && knownType(operand, check.values);
  if (type && !types.has(type)) failForType(check, name, type);
}

function failForType(check: ConditionCheck, name: string, type: string): never {
  fail(check, `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`);
}

function fail(check: ConditionCheck, message: string): never {
  throw expressionError(check.kind, message);
}

/** The type of an operand as far as the expression alone tells. */
function knownType(operand: Operand, values: Values): TypeName | undefined {
  if (operand.kind === 'size') return 'N';
  const value = operand.kind === 'value' ? values[operand.name] : undefined;
  return value && typeOf(value);
}

/** As AWS prints a value in its errors. */
function printValue(value: Value): string {
  const content = value.S ?? value.N ?? (value.B ? base64(value.B) : undefined) ?? JSON.stringify(value);
  return `AttributeValue: {${typeOf(value)}:${content}}`;
}
