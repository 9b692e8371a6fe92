import { base64, type TypeName, typeNames, typeOf, type Value } from '../attribute-value.ts';
import { compareValues } from './compare.ts';
import { type Condition, type ConditionFunction, type Operand, operandsOf, partsOf } from './condition.ts';
import type { Findings } from './findings.ts';

/** `:name` to value. */
export type Values = Readonly<Record<string, Value>>;

const ordered: ReadonlySet<TypeName> = new Set(['S', 'N', 'B']);
const sized: ReadonlySet<TypeName> = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
const startable: ReadonlySet<TypeName> = new Set(['S', 'B']);

/** Notes what is wrong with a condition once its values are known. */
export function checkConditionValues(condition: Condition, values: Values, findings: Findings): void {
  checkCondition(condition, values, findings);
}

function checkCondition(condition: Condition, values: Values, findings: Findings): void {
  for (const part of partsOf(condition)) checkCondition(part, values, findings);
  for (const operand of operandsOf(condition)) checkSize(operand, values, findings);
  if (condition.kind === 'compare' && condition.operator !== '=' && condition.operator !== '<>') {
    for (const operand of [condition.left, condition.right]) {
      requireType(condition.operator, operand, ordered, values, findings);
    }
  }
  if (condition.kind === 'between') checkBetween(condition.operand, condition.lower, condition.upper, values, findings);
  if (condition.kind === 'function') functionChecks[condition.name]?.(condition.operands, values, findings);
}

function checkBetween(operand: Operand, lower: Operand, upper: Operand, values: Values, findings: Findings): void {
  for (const each of [operand, lower, upper]) requireType('BETWEEN', each, ordered, values, findings);
  if (lower.kind !== 'value' || upper.kind !== 'value') return;
  const from = values[lower.name];
  const to = values[upper.name];
  if (!from || !to) return;
  const bounds = `lower bound operand: ${printValue(from)}, upper bound operand: ${printValue(to)}`;
  if (typeOf(from) !== typeOf(to)) {
    findings.add('operandType', `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  } else if ((compareValues(from, to) ?? 0) > 0) {
    findings.add(
      'operandType',
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
    );
  }
}

type FunctionCheck = (operands: readonly Operand[], values: Values, findings: Findings) => void;

const functionChecks: Readonly<Partial<Record<ConditionFunction, FunctionCheck>>> = {
  attribute_exists: (operands, _, findings) => requirePath('attribute_exists', operands[0], findings),
  attribute_not_exists: (operands, _, findings) => requirePath('attribute_not_exists', operands[0], findings),
  attribute_type: (operands, values, findings) => {
    requirePath('attribute_type', operands[0], findings);
    const wanted = operands[1];
    if (wanted?.kind === 'path') return incorrectType(findings, 'attribute_type', `{${typeNames.join(',')}}`);
    requireType('attribute_type', wanted, new Set(['S']), values, findings);
    const name = wanted?.kind === 'value' ? values[wanted.name]?.S : undefined;
    if (name !== undefined && !typeNames.includes(name as TypeName)) {
      findings.add(
        'operandType',
        `Invalid attribute type name found; type: ${name}, valid types: {${typeNames.join(',')}}`,
      );
    }
  },
  begins_with: (operands, values, findings) => {
    for (const operand of operands) requireType('begins_with', operand, startable, values, findings);
  },
};

function checkSize(operand: Operand, values: Values, findings: Findings): void {
  if (operand.kind !== 'size') return;
  checkSize(operand.of, values, findings);
  requireType('size', operand.of, sized, values, findings);
}

function requirePath(name: string, operand: Operand | undefined, findings: Findings): void {
  if (operand && operand.kind !== 'path') {
    findings.add('documentPath', `Operator or function requires a document path; operator or function: ${name}`);
  }
}

function requireType(
  name: string,
  operand: Operand | undefined,
  types: ReadonlySet<TypeName>,
  values: Values,
  findings: Findings,
): void {
  const type = operand && knownType(operand, values);
  if (type && !types.has(type)) incorrectType(findings, name, type);
}

function incorrectType(findings: Findings, name: string, type: string): void {
  findings.add(
    'operandType',
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
  );
}

/** The type of an operand as far as the expression alone tells. */
function knownType(operand: Operand, values: Values): TypeName | undefined {
  if (operand.kind === 'size') return 'N';
  const value = operand.kind === 'value' ? values[operand.name] : undefined;
  return value && typeOf(value);
}

/** As AWS prints a value in its errors. */
export function printValue(value: Value): string {
  const content = value.S ?? value.N ?? (value.B ? base64(value.B) : undefined) ?? JSON.stringify(value);
  return `AttributeValue: {${typeOf(value)}:${content}}`;
}
