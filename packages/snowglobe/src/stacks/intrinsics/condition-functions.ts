import type { Json } from '../json.ts';
import type { Path } from '../template/read-template.ts';
import { type Evaluation, evaluate, evaluateEach, type Intrinsic } from './evaluate.ts';
import { hasUnknown, textOf, unknown, type Value } from './value.ts';

const equals: Intrinsic = (argument, evaluation, path) => {
  if (!Array.isArray(argument) || argument.length !== 2) {
    return evaluation.fail('Template error: every Fn::Equals object requires a list of 2 string parameters.', path);
  }
  const [left = null, right = null] = evaluateEach(argument, evaluation, path);
  if (hasUnknown(left) || hasUnknown(right)) return unknown;
  return comparable(left) === comparable(right);
};

/** Scalars are compared as text: 1 equals '1'. */
function comparable(value: Value): string {
  return textOf(value) ?? JSON.stringify(value);
}

const not: Intrinsic = (argument, evaluation, path) => {
  if (!Array.isArray(argument) || argument.length !== 1) {
    return evaluation.fail('Template error: every Fn::Not object requires one boolean parameter.', path);
  }
  const value = truth(argument[0], evaluation, [...path, 0]);
  return value === unknown ? unknown : !value;
};

/** And and Or: two to ten conditions. */
function combine(name: string, decides: boolean): Intrinsic {
  return (argument, evaluation, path) => {
    if (!Array.isArray(argument) || argument.length < 2 || argument.length > 10) {
      const usage = `Template error: every ${name} object requires a list of at least 2 and at most 10 boolean parameters.`;
      return evaluation.fail(usage, path);
    }
    const values = argument.map((item, index) => truth(item, evaluation, [...path, index]));
    if (values.includes(decides)) return decides;
    return values.includes(unknown) ? unknown : !decides;
  };
}

/** Evaluates what must come to true or false: a condition function, `{Condition: name}`, or rule function. */
export function truth(expression: Json | undefined, evaluation: Evaluation, path: Path): boolean | typeof unknown {
  const named = conditionName(expression);
  const value =
    named === undefined ? evaluate(expression ?? null, evaluation, path) : evaluation.condition(named, path);
  if (typeof value === 'boolean' || value === unknown) return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return evaluation.fail('Template error: every condition must come to true or false', path);
}

function conditionName(expression: Json | undefined): string | undefined {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression)) return undefined;
  const [name, ...others] = Object.entries(expression);
  return name?.[0] === 'Condition' && others.length === 0 && typeof name[1] === 'string' ? name[1] : undefined;
}

export const conditionFunctions: Readonly<Record<string, Intrinsic>> = {
  'Fn::Equals': equals,
  'Fn::Not': not,
  'Fn::And': combine('Fn::And', false),
  'Fn::Or': combine('Fn::Or', true),
};
