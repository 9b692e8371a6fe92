import { compileCidr } from './cidr.ts';
import { InvalidPattern } from './invalid-pattern.ts';
import { compileNumeric } from './numeric.ts';
import { compileWildcard } from './wildcard.ts';

/** A value of an event that is no object and no list. */
export type Scalar = string | number | boolean | null;

/** What is asked of one field: a test of its value, or whether the field is there. */
export type ValueRule =
  | { readonly kind: 'value'; readonly matches: (value: Scalar) => boolean }
  | { readonly kind: 'exists'; readonly expected: boolean };

type Test = (text: string) => boolean;

const value = (matches: (value: Scalar) => boolean): ValueRule => ({ kind: 'value', matches });
const ofText = (test: Test): ValueRule => value((candidate) => typeof candidate === 'string' && test(candidate));

const isObject = (candidate: unknown): candidate is Record<string, unknown> =>
  candidate !== null && typeof candidate === 'object' && !Array.isArray(candidate);

const folded = (text: string) => text.toLowerCase();

/** `{"equals-ignore-case": "..."}` below prefix and suffix; undefined when it is something else. */
function ignoringCase(operand: unknown): string | undefined {
  if (!isObject(operand)) return undefined;
  const [name, ...rest] = Object.keys(operand);
  const text = operand['equals-ignore-case'];
  return name === 'equals-ignore-case' && rest.length === 0 && typeof text === 'string' ? text : undefined;
}

function affix(operator: 'prefix' | 'suffix', test: (text: string, part: string) => boolean) {
  return (operand: unknown): ValueRule => {
    const loose = ignoringCase(operand);
    if (loose !== undefined) return ofText((text) => test(folded(text), folded(loose)));
    if (typeof operand !== 'string') throw new InvalidPattern(`${operator} match pattern must be a string`);
    return ofText((text) => test(text, operand));
  };
}

const startsWith = (text: string, part: string) => text.startsWith(part);
const endsWith = (text: string, part: string) => text.endsWith(part);

function textOperand(operator: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new InvalidPattern(`${operator} match pattern must be a string`);
  return operand;
}

function exists(operand: unknown): ValueRule {
  if (typeof operand !== 'boolean') throw new InvalidPattern('exists match pattern must be either true or false.');
  return { kind: 'exists', expected: operand };
}

function cidr(operand: unknown): ValueRule {
  // EventBridge words this one after its prefix operator.
  return ofText(compileCidr(textOperand('prefix', operand)));
}

function numeric(operand: unknown): ValueRule {
  const test = compileNumeric(operand);
  return value((candidate) => typeof candidate === 'number' && test(candidate));
}

/** A single operand or a list of them, all texts. */
function texts(operand: unknown, reason: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return list.map((item) => {
    if (typeof item !== 'string') throw new InvalidPattern(reason);
    return item;
  });
}

function affixTexts(operand: unknown): readonly string[] {
  if (isObject(operand)) throw anythingButValue();
  const list = texts(operand, 'prefix/suffix match pattern must be a string');
  if (list.length === 0 || list.includes('')) throw new InvalidPattern('Null prefix/suffix not allowed');
  return list;
}

const anythingButValue = () =>
  new InvalidPattern('Value of anything-but must be an array or single string/number value.');

const noneOf = (tests: readonly Test[]): ValueRule =>
  value((candidate) => typeof candidate !== 'string' || !tests.some((test) => test(candidate)));

/** What may stand below anything-but. */
const negations: Readonly<Record<string, (operand: unknown) => ValueRule>> = {
  prefix: (operand) => noneOf(affixTexts(operand).map((part) => (text) => text.startsWith(part))),
  suffix: (operand) => noneOf(affixTexts(operand).map((part) => (text) => text.endsWith(part))),
  'equals-ignore-case': (operand) => {
    const reason = 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.';
    const list = texts(operand, reason);
    if (list.length === 0) throw new InvalidPattern('Empty arrays are not allowed');
    return noneOf(list.map((part) => (text) => folded(text) === folded(part)));
  },
  wildcard: (operand) => {
    const list = texts(operand, 'wildcard match pattern must be a string');
    if (list.length === 0) throw new InvalidPattern('Empty arrays are not allowed');
    return noneOf(list.map(compileWildcard));
  },
};

function anythingBut(operand: unknown): ValueRule {
  if (isObject(operand)) {
    const [name = '', ...rest] = Object.keys(operand);
    const negation = negations[name];
    if (!negation || rest.length > 0) {
      throw new InvalidPattern(
        name === '' ? 'Empty objects are not allowed' : `Unsupported anything-but pattern: ${name}`,
      );
    }
    return negation(operand[name]);
  }
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const isScalar = (item: unknown) => typeof item === 'string' || typeof item === 'number';
  if (!Array.isArray(operand) && !isScalar(operand)) throw anythingButValue();
  if (list.length === 0) throw new InvalidPattern('Empty arrays are not allowed');
  if (!list.every(isScalar)) {
    throw new InvalidPattern('Inside anything but list, start|null|boolean is not supported.');
  }
  if (new Set(list.map((item) => typeof item)).size > 1) {
    throw new InvalidPattern(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  return value((candidate) => !(list as readonly unknown[]).includes(candidate));
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const operators: Readonly<Record<string, (operand: unknown) => ValueRule>> = {
  prefix: affix('prefix', startsWith),
  suffix: affix('suffix', endsWith),
  'equals-ignore-case': (operand) => {
    const wanted = folded(textOperand('equals-ignore-case', operand));
    return ofText((text) => folded(text) === wanted);
  },
  wildcard: (operand) => ofText(compileWildcard(textOperand('wildcard', operand))),
  'anything-but': anythingBut,
  exists,
  cidr,
  numeric,
};

export function isOperator(name: string): boolean {
  return Object.hasOwn(operators, name);
}

/** Compiles one member of a field's list: a literal or an operator. Throws InvalidPattern. */
export function compileRule(rule: unknown): ValueRule {
  if (Array.isArray(rule)) throw new InvalidPattern('Match value must be String, number, true, false, or null');
  if (!isObject(rule)) return value((candidate) => candidate === rule);
  const [name, ...rest] = Object.keys(rule);
  if (name === undefined) throw new InvalidPattern('Empty objects are not allowed');
  const operator = operators[name];
  if (!operator) throw new InvalidPattern(`Unrecognized match type ${name}`);
  if (rest.length > 0) throw new InvalidPattern('Only one key allowed in match expression');
  return operator(rule[name]);
}
