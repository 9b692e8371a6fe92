import type { Json } from '../json.ts';
import type { Path } from '../template/read-template.ts';
import { conditionFunctions } from './condition-functions.ts';
import { type Evaluation, evaluateEach, type Intrinsic } from './evaluate.ts';
import { intrinsicFunctions } from './functions.ts';
import { textOf, type Value } from './value.ts';

/** The two lists of a rule function; undefined when there are not two. */
function twoLists(argument: Json, evaluation: Evaluation, path: Path): readonly [string[], string[]] | undefined {
  if (!Array.isArray(argument) || argument.length !== 2) return undefined;
  const [first = null, second = null] = evaluateEach(argument, evaluation, path);
  return [listOfTexts(first), listOfTexts(second)];
}

function listOfTexts(value: Value): string[] {
  const list: readonly Value[] = Array.isArray(value) ? value : [value];
  return list.map((item) => textOf(item) ?? JSON.stringify(item));
}

function ruleFunction(name: string, decide: (first: string[], second: string[]) => boolean): Intrinsic {
  return (argument, evaluation, path) => {
    const lists = twoLists(argument, evaluation, path);
    return lists
      ? decide(...lists)
      : evaluation.fail(`Template error: every ${name} object requires two parameters`, path);
  };
}

/** The values of every parameter of a type, for Fn::RefAll. */
const refAll: Intrinsic = (argument, evaluation) => {
  const { parameters } = evaluation.template;
  const names = Object.keys(parameters).filter((name) => parameters[name]?.Type === argument);
  return names.flatMap((name) => listOfTexts(evaluation.parameters.get(name) ?? null));
};

const refusedInRules = (name: string): Intrinsic => {
  return (_argument, evaluation, path) => evaluation.fail(`Template error: ${name} is not supported`, path);
};

/** The functions of the Rules section. */
export const ruleFunctions: Readonly<Record<string, Intrinsic>> = {
  ...conditionFunctions,
  Ref: intrinsicFunctions.Ref as Intrinsic,
  'Fn::If': intrinsicFunctions['Fn::If'] as Intrinsic,
  'Fn::Contains': ruleFunction('Fn::Contains', (list, [value]) => value !== undefined && list.includes(value)),
  'Fn::EachMemberEquals': ruleFunction('Fn::EachMemberEquals', (list, [value]) => list.every((item) => item === value)),
  'Fn::EachMemberIn': ruleFunction('Fn::EachMemberIn', (list, within) => list.every((item) => within.includes(item))),
  'Fn::RefAll': refAll,
  'Fn::ValueOf': refusedInRules('Fn::ValueOf'),
  'Fn::ValueOfAll': refusedInRules('Fn::ValueOfAll'),
};
