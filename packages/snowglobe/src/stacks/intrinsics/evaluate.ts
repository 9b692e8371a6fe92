import { isJsonObject, type Json } from '../json.ts';
import type { Path } from '../template/read-template.ts';
import type { Template } from '../template/template.ts';
import { noValue, type unknown, type Value } from './value.ts';

/** What an expression may know of a resource. */
interface KnownResource {
  readonly ref: string;
  /** Undefined when the resource has no such attribute. */
  attribute(name: string): Value | undefined;
}

/** One intrinsic function; its argument is not evaluated yet. */
export type Intrinsic = (argument: Json, evaluation: Evaluation, path: Path) => Value;

/** Everything that a template's expressions are evaluated against. */
export interface Evaluation {
  readonly template: Template;
  /** The functions that this part of a template may use, by name. */
  readonly functions: Readonly<Record<string, Intrinsic>>;
  /** Parameters and pseudo parameters. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly region: string;
  condition(name: string, path: Path): boolean;
  /** A resource of the template, or `unknown` while it does not exist yet. */
  resource(logicalId: string, path: Path): KnownResource | typeof unknown;
  /** Checks that a resource's type has an attribute. */
  hasAttribute(logicalId: string, attribute: string): boolean;
  /** The value of an export; undefined when nothing exports the name. */
  importValue(name: string): string | undefined;
  /** Tells that something is wrong: throws, or notes it and lets the evaluation go on with a value not known. */
  fail(message: string, path: Path): typeof unknown;
  /** The same for a name that is neither parameter nor resource. */
  failUnresolved(name: string, path: Path): typeof unknown;
}

/** Evaluates an expression of a template. */
export function evaluate(expression: Json, evaluation: Evaluation, path: Path): Value {
  if (Array.isArray(expression)) {
    return expression
      .map((item, index) => evaluate(item, evaluation, [...path, index]))
      .filter((item) => item !== noValue);
  }
  if (!isJsonObject(expression)) return expression;
  const names = Object.keys(expression);
  const [name] = names;
  if (names.length === 1 && name !== undefined) {
    const intrinsic = Object.hasOwn(evaluation.functions, name) ? evaluation.functions[name] : undefined;
    if (intrinsic) return intrinsic(expression[name] ?? null, evaluation, [...path, name]);
    if (name.startsWith('Fn::')) return evaluation.fail(`Template error: ${name} is not supported`, path);
  }
  const result: Record<string, Value> = {};
  for (const [key, member] of Object.entries(expression)) {
    const value = evaluate(member, evaluation, [...path, key]);
    if (value !== noValue) result[key] = value;
  }
  return result;
}

/** Evaluates a list of expressions without dropping any. */
export function evaluateEach(expressions: readonly Json[], evaluation: Evaluation, path: Path): readonly Value[] {
  return expressions.map((item, index) => evaluate(item, evaluation, [...path, index]));
}
