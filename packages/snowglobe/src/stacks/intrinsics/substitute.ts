import { isJsonObject, type Json } from '../json.ts';
import type { Path } from '../template/read-template.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { attributeOf, splitAtDot, valueOf } from './references.ts';
import { isSubVariable, parseSub } from './sub-text.ts';
import { textOf, unknown, type Value } from './value.ts';

const usage =
  "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string";
const variableNames =
  'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons';

/** Fn::Sub: text, or a list of text and a map of further variables. */
export function substitute(argument: Json, evaluation: Evaluation, path: Path): Value {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isJsonObject(variables)) return evaluation.fail(usage, path);
  let result = '';
  let known = true;
  for (const part of parseSub(text)) {
    if ('text' in part) {
      result += part.text;
      continue;
    }
    const value = variableValue(part.variable, variables, evaluation, path);
    if (value === unknown) {
      known = false;
      continue;
    }
    const valueText = textOf(value);
    if (valueText === undefined)
      return evaluation.fail(`Template error: Fn::Sub variable ${part.variable} is no string`, path);
    result += valueText;
  }
  return known ? result : unknown;
}

function variableValue(
  name: string,
  variables: Readonly<Record<string, Json>>,
  evaluation: Evaluation,
  path: Path,
): Value {
  if (!isSubVariable(name)) return evaluation.fail(variableNames, path);
  const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (given !== undefined) return evaluate(given, evaluation, [...path, 1, name]);
  if (evaluation.parameters.has(name)) return valueOf(name, evaluation, path);
  const [logicalId = '', attribute] = splitAtDot(name);
  if (attribute === undefined) return valueOf(name, evaluation, path);
  if (!Object.hasOwn(evaluation.template.resources, logicalId)) return evaluation.failUnresolved(logicalId, path);
  return attributeOf(logicalId, attribute, evaluation, path);
}
